import { z } from 'zod';
import * as accessClasses from './access-class-events.js';
import * as accesses from './access-events.js';
import type { EventContract } from './event-contract.js';
import * as institutions from './institution-events.js';
import * as products from './product-events.js';
import * as schemes from './scheme-events.js';
import * as shapes from './shapes.js';

/** Every event type of the house. */
export const eventContracts: readonly EventContract[] = [
  ...institutions.institutionEvents,
  ...products.productEvents,
  ...schemes.schemeEvents,
  ...accessClasses.accessClassEvents,
  ...accesses.accessEvents,
];

/** The shapes that events are made of, each under the name that documents refer to it by. */
export const namedShapes = z.registry<{ readonly id: string }>();
for (const [id, shape] of Object.entries({ ...institutions, ...products, ...schemes, ...accessClasses, ...accesses, ...shapes }))
  if (shape instanceof z.ZodType) namedShapes.add(shape, { id });
