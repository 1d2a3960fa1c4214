import { migrateService } from '@jinqiao/service-runtime/migrate';
import { CreateInstitutions1764000000000 } from './institutions.migration.js';

await migrateService({ name: 'institutions', migrations: [CreateInstitutions1764000000000] });
