import type { Audience } from '@jinqiao/contracts/shapes';

/** What a person may do; a token names any number of them. */
export const roles = ['maker', 'checker', 'operator', 'supervisor', 'investor'] as const;

/** One of the roles that a token may name in its claim `roles`. */
export type Role = (typeof roles)[number];

/** Who asks, as the verified token says: never as a body or a header says. */
export type Caller = {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly institutionId?: string;
  readonly audiences: readonly Audience[];
};
