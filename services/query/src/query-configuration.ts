import { z } from 'zod';

/** What the query service reads besides the variables of every service. */
export const QueryConfiguration = z.object({
  CURSOR_SECRET: z
    .string()
    .min(32, 'expected 32 characters at least')
    .meta({ description: 'signs the cursors of lists; the same in every replica', examples: ['the output of: openssl rand -base64 32'] }),
});
export type QueryConfiguration = z.infer<typeof QueryConfiguration>;
