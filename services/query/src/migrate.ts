import { migrateService } from '@jinqiao/service-runtime/migrate';
import { CatalogueTables1764000000000 } from './catalogue-tables.migration.js';

await migrateService({ name: 'query', migrations: [CatalogueTables1764000000000] });
