/** How far behind the group is in a partition. */
export type PlaceLag = { readonly topic: string; readonly partition: number; readonly committedOffset: bigint | null; readonly lag: bigint };

/** A partition that has records to read and where nothing has happened for too long. */
export type Stall = { readonly place: string; readonly committedOffset: bigint | null; readonly lag: bigint };

/**
 * Knows where nothing happens: per partition of this member, when a batch last began, ended or gave a sign of life.
 * A batch that fails and comes again is a sign of life: waiting for a database that is away is not stalling.
 */
export class StallWatch {
  private activeAt = new Map<string, number>();
  /** Where the group stood in the partitions found stalled before, until something happens there. */
  private readonly foundBefore = new Map<string, bigint | null>();

  constructor(
    private readonly stalledAfterMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** The partitions that are this member's from now on. */
  assigned(assignment: Readonly<Record<string, readonly number[]>>): void {
    const at = this.now();
    const places = Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => placeName(topic, partition)));
    this.activeAt = new Map(places.map((place) => [place, at]));
  }

  /** A batch of the partition begins, ends, or says that it is being worked on. */
  active(topic: string, partition: number): void {
    const place = placeName(topic, partition);
    if (this.activeAt.has(place)) this.activeAt.set(place, this.now());
  }

  /** Whether it is worth asking for the lag: a partition has been quiet for too long. */
  isQuietSomewhere(): boolean {
    return [...this.activeAt.values()].some((at) => this.isLongAgo(at));
  }

  /**
   * The first quiet partition that has records to read; `again` when it was found before and the group has not moved there since: to start the consumer anew did not help.
   */
  stalled(lags: readonly PlaceLag[]): (Stall & { readonly again: boolean }) | undefined {
    let found: (Stall & { again: boolean }) | undefined;
    for (const { topic, partition, committedOffset, lag } of lags) {
      const place = placeName(topic, partition);
      const at = this.activeAt.get(place);
      if (at === undefined) continue;
      if (lag > 0n && this.isLongAgo(at)) {
        const again = this.foundBefore.get(place) === committedOffset && this.foundBefore.has(place);
        if (found === undefined || (again && !found.again)) found = { place, committedOffset, lag, again };
        this.foundBefore.set(place, committedOffset);
      } else if (this.foundBefore.get(place) !== committedOffset) this.foundBefore.delete(place);
    }
    return found;
  }

  private isLongAgo(at: number): boolean {
    return this.now() - at > this.stalledAfterMs;
  }
}

const placeName = (topic: string, partition: number): string => `${topic}/${partition}`;
