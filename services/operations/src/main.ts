import { startService } from '@jinqiao/service-runtime/service';
import { operations } from './definition.js';

await startService(operations);
