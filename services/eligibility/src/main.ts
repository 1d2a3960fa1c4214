import 'reflect-metadata';
import { startService } from '@jinqiao/service-runtime/service';
import { definition } from './definition.js';

await startService(definition);
