/** The moments at which a worker can be told to end itself with SIGKILL. */
export type Moment = 'before-send' | 'during-send' | 'after-acknowledgement' | 'before-commit' | 'after-commit';

/** How writers write: so many commands a second in all, by so many writers of a process, on so many keys; the seed names the keys, so that all processes write the same ones. */
export type Writing = {
  readonly perSecond: number;
  readonly writers: number;
  readonly keys: number;
  readonly seed: number;
  /** One event in so many is poison; 0 for none. */
  readonly poisonOneIn?: number;
  /** The n-th key is poison throughout. */
  readonly poisonKey?: number;
  /** Each note is so many characters longer. */
  readonly noteLength?: number;
};

/** What the suite tells a worker. */
export type Order =
  | { readonly order: 'write'; readonly writing: Writing }
  | { readonly order: 'stop-writing' }
  /** Dies at the moment, when it comes for the n-th time. */
  | { readonly order: 'die'; readonly at: Moment; readonly nth: number }
  /** Publishes or applies each batch one to three times. */
  | { readonly order: 'repeat'; readonly seed: number }
  /** Publishes shuffled within windows of so many events. */
  | { readonly order: 'shuffle'; readonly seed: number; readonly window: number }
  /** Whatever is applied fails with this code from now on, or works again. */
  | { readonly order: 'fail'; readonly code: string | null }
  /** Whatever is applied takes so much longer. */
  | { readonly order: 'linger'; readonly ms: number }
  /** Fills the other generation of the projection from offset zero. */
  | { readonly order: 'rebuild' }
  /** Serves it. */
  | { readonly order: 'swap' };

/** What a worker tells the suite. */
export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'idle' }
  /** The relay of this worker hands a batch to the broker. */
  | { readonly report: 'publishing' }
  | { readonly report: 'rebuilt' | 'swapped' }
  /** What was asked for could not be done. */
  | { readonly report: 'refused'; readonly reason: string }
  | {
      readonly report: 'written';
      /** Commands that were answered with success: figure and version. */
      readonly acknowledged: readonly (readonly [string, number])[];
      readonly failed: number;
      readonly rolledBack: number;
    };
