import { z } from 'zod';

/** Why an operator does something, in their own words: kept with the act. */
export const Reason = z.string().trim().min(3, 'Say in a few words why.').max(500);
