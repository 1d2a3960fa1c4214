import { z } from 'zod';

/** Which open letters are meant: some by id, all that failed in the same way, or all of the service. */
export const LetterSelection = z.union([
  z.strictObject({ letterIds: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({
    projection: z.string().min(1).max(200),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits.'),
  }),
  z.strictObject({ all: z.literal(true) }),
]);

/** Which open letters are meant. */
export type LetterSelection = z.infer<typeof LetterSelection>;

/** What a replay job is asked: stored with the job, read again by whichever process goes on with it. */
export const ReplayRequest = z.strictObject({
  selection: LetterSelection,
  ratePerSecond: z.number().int().min(1).max(10_000).default(200),
});

/** What a replay job is asked. */
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** What a replay works on, in a form that is equal for equal selections: one such replay runs at a time. */
export function selectionSubject(selection: LetterSelection): string {
  if ('all' in selection) return 'all';
  if ('fingerprint' in selection) return `${selection.projection} ${selection.fingerprint}`;
  return [...new Set(selection.letterIds)].sort().join(' ');
}
