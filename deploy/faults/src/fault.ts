import type { House } from './house.js';
import type { Expectations } from './invariants.js';
import type { Brokers } from './servers.js';

/** One fault: what is done to a house that works, after which everything has to hold. It ends with the house recovered; the suite then waits until it is quiet. */
export type Fault = {
  readonly number: number;
  readonly title: string;
  /** Three brokers, or one on a small disk, where the fault asks for them; one otherwise. */
  readonly brokers?: Brokers;
  /** How often the projection is looked at meanwhile, where that is not the usual. */
  readonly readsPerSecond?: number;
  /** What of the outcome is the fault's own doing. */
  readonly expects?: Expectations;
  /** Why this machine can't run it, or undefined when it can. */
  readonly impossible?: () => string | undefined;
  /** Further claims of this fault once all is quiet: throws with what does not hold. */
  readonly afterwards?: (house: House) => Promise<void>;
  readonly run: (house: House) => Promise<void>;
};
