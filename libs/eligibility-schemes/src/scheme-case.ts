import type { Side } from '@jinqiao/contracts/shapes';
import type { Decision } from '@jinqiao/eligibility-rules/decide';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Day } from '@jinqiao/identifiers/day';

/** A worked example of a scheme, as a compliance officer writes it; run as a test. */
export type SchemeCase = {
  readonly name: string;
  readonly day: Day;
  readonly side: Side;
  readonly facts: Facts;
  readonly decision: Decision;
  /** The ids of all refusing reasons; for UNDETERMINED of all open ones; empty otherwise. */
  readonly because: readonly string[];
  /** For UNDETERMINED: every missing fact. */
  readonly missing?: readonly string[];
  /** UNDETERMINED for the order's own facts alone; taken as false where it is left out. */
  readonly dependsOnOrder?: boolean;
};
