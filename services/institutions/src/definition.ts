import type { ServiceDefinition } from '@jinqiao/service-runtime/service';
import { InstitutionsModule } from './institutions.module.js';

export const definition: ServiceDefinition = { name: 'institutions', module: InstitutionsModule, publishes: true };
