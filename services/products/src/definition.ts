import type { ServiceDefinition } from '@jinqiao/service-runtime/service';
import { ProductsModule } from './products.module.js';

export const definition: ServiceDefinition = { name: 'products', module: ProductsModule, publishes: true, consumes: true };
