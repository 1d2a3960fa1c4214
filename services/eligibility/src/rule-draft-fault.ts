import type { CaseOutcome } from '@jinqiao/eligibility-schemes/case-outcome';
import type { SchemeCase } from '@jinqiao/eligibility-schemes/scheme-case';

/** Why a draft can't become law: the rule, where in the draft, what stands there and what to do; of a case also what it expects and what came out. */
export type DraftFault = {
  readonly rule: string;
  readonly path: string;
  readonly value?: unknown;
  readonly remedy: string;
  readonly case?: Pick<SchemeCase, 'name' | 'day' | 'side'>;
  readonly expected?: CaseOutcome;
  readonly found?: CaseOutcome;
};

/** A fault of the draft's own rule, unless it names another. */
export type Found = Omit<DraftFault, 'rule'> & { readonly rule?: string };
