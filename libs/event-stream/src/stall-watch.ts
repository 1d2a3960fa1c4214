/** How far behind the group is in a partition. */
export type PlaceLag = {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint | null;
  readonly lag: bigint;
};

/** A partition that has records to read and where nothing has happened for too long. */
export type Stall = { readonly place: string; readonly committedOffset: bigint | null; readonly lag: bigint };

/** A partition whose batches wait behind those of others is given this many times as long. */
const patience = 10;

/**
 * Knows where nothing happens: per partition of this member, when a batch last began, ended or gave a sign of life.
 * A batch that fails and comes again is a sign of life: waiting for a database that is away is not stalling.
 */
export class StallWatch {
  private activeAt = new Map<string, number>();
  private readonly inHand = new Set<string>();
  /** Where the group stood in the partitions found stalled before, until something happens there. */
  private readonly foundBefore = new Map<string, bigint | null>();

  constructor(
    private readonly stalledAfterMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** The partitions that are this member's from now on. */
  assigned(assignment: Readonly<Record<string, readonly number[]>>): void {
    const places = Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => placeName(topic, partition)));
    this.activeAt = new Map(places.map((place) => [place, 0]));
    this.inHand.clear();
    this.everywhere();
  }

  /** Something happens that all partitions wait for. */
  everywhere(): void {
    for (const place of this.activeAt.keys()) this.activeAt.set(place, this.now());
  }

  /** A batch of the partition begins, says that it is being worked on, or ends. */
  heard(sign: 'begin' | 'work' | 'end', topic: string, partition: number): void {
    const place = placeName(topic, partition);
    if (!this.activeAt.has(place)) return;
    this.activeAt.set(place, this.now());
    if (sign === 'begin') this.inHand.add(place);
    if (sign === 'end') this.inHand.delete(place);
  }

  /** When something last happened in any partition, in milliseconds since 1970; 0 where nothing is assigned. */
  lastSignAt(): number {
    return Math.max(0, ...this.activeAt.values());
  }

  /** Whether it is worth asking for the lag: a partition has been quiet for too long. */
  isQuietSomewhere(): boolean {
    return [...this.activeAt.values()].some((at) => this.isLongAgo(at));
  }

  /**
   * A quiet partition that has records to read; `again` when it was found before and the group has not moved there since: to start the consumer anew did not help.
   */
  stalled(lags: readonly PlaceLag[]): (Stall & { readonly again: boolean }) | undefined {
    let found: (Stall & { again: boolean }) | undefined;
    for (const { topic, partition, committedOffset, lag } of lags) {
      const place = placeName(topic, partition);
      const before = this.foundBefore.get(place);
      if (lag > 0n && this.isQuiet(place)) {
        const again = before === committedOffset;
        if (found === undefined || (again && !found.again)) found = { place, committedOffset, lag, again };
        this.foundBefore.set(place, committedOffset);
      } else if (before !== committedOffset) this.foundBefore.delete(place);
    }
    return found;
  }

  private isQuiet(place: string): boolean {
    const at = this.activeAt.get(place);
    if (at === undefined || !this.isLongAgo(at)) return false;
    return this.inHand.has(place) || [...this.activeAt.values()].every((other) => this.isLongAgo(other)) || this.isLongAgo(at, patience);
  }

  private isLongAgo(at: number, times = 1): boolean {
    return this.now() - at > this.stalledAfterMs * times;
  }
}

const placeName = (topic: string, partition: number): string => `${topic}/${partition}`;
