import { startService } from '@jinqiao/service-runtime/service';
import { consoleService } from './definition.js';

await startService(consoleService);
