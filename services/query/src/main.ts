import { startService } from '@jinqiao/service-runtime/service';
import { query } from './definition.js';

await startService(query);
