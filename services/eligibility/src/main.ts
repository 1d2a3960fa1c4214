import 'reflect-metadata';
import { startService } from '@jinqiao/service-runtime/service';
import { eligibility } from './definition.js';

await startService(eligibility);
