import { migrateService } from '@jinqiao/service-runtime/migrate';
import { CreateProducts1764000000000 } from './products.migration.js';

await migrateService({ name: 'products', migrations: [CreateProducts1764000000000] });
