import 'reflect-metadata';
import { migrateService } from '@jinqiao/service-runtime/migrate';
import { CreateEligibility1767225600000 } from './create-eligibility.migration.js';

await migrateService({ name: 'eligibility', migrations: [CreateEligibility1767225600000] });
