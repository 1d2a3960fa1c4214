import { migrateService } from '@jinqiao/service-runtime/migrate';
import { migrations } from './migrations.js';

await migrateService({ name: 'institutions', migrations });
