import { z } from 'zod';

/** The services whose streams operations watches. */
export const watchedServices = ['institutions', 'products', 'eligibility', 'query'] as const;

/** One of them, as a path or a body names it. */
export const WatchedService = z.enum(watchedServices).meta({ id: 'WatchedService' });
export type WatchedService = z.infer<typeof WatchedService>;
