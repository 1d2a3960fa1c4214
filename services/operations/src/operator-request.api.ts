import { z } from 'zod';
import { WatchedService } from './watched-service.js';

/** Why an operator does something; kept in the service's audit with his name. */
export const Reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .meta({ description: 'Why; kept with your name where it is done.', examples: ['The consumer was mended.'] });

/** A change that an operator asks for and that needs nothing but its reason. */
export const Reasoned = z.strictObject({ reason: Reason }).meta({ id: 'Reasoned' });
export type Reasoned = z.infer<typeof Reasoned>;

/** One service, as an address names it. */
export const OfService = z.object({ service: WatchedService });
export type OfService = z.infer<typeof OfService>;

/** Services that did not answer a question put to all of them. */
export const NotAnswering = z
  .array(z.object({ service: WatchedService, reason: z.string() }))
  .meta({ description: 'Services that did not answer, with the reason; what they have is missing here.' });

const plainName = z.string().regex(/^[\w.-]{1,100}$/);

/** A projection of a service, as an address names it. */
export const OfProjection = OfService.extend({ name: plainName });
export type OfProjection = z.infer<typeof OfProjection>;

/** A job of a service, as an address names it. */
export const OfJob = OfService.extend({ jobId: z.uuid() });
export type OfJob = z.infer<typeof OfJob>;
