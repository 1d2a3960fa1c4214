/** Where a group stands in a partition at one moment; `atMs` in milliseconds since 1970. */
export type LagSample = {
  readonly atMs: number;
  readonly endOffset: bigint;
  /** Null before the group's first commit. */
  readonly committedOffset: bigint | null;
  readonly lag: bigint;
};

/** By when the partition had grown to an offset. */
export type EndPoint = { readonly atMs: number; readonly offset: bigint };

/** What is remembered of a group in a partition: bounded, oldest first. */
export type LagWindow = {
  /** While somebody consumed, the last minute. */
  readonly samples: readonly LagSample[];
  /** How the partition grew, by which offsets are told in time. */
  readonly growth: readonly EndPoint[];
  readonly latest: LagSample | undefined;
};

/** 60 s of samples taken every 2 s. */
export const samplesMax = 30;
/** At least ten minutes of a partition that grows all the time; much longer of a quiet one. */
export const growthMax = 300;

export const emptyWindow: LagWindow = { samples: [], growth: [], latest: undefined };

/**
 * Adds a sample; one that is not later than the last is ignored. `consumed` is false when nobody was there who could have committed: the partition's
 * growth is then remembered and the group's place is not, as no commit is no news.
 */
export function withSample(window: LagWindow, sample: LagSample, consumed = true): LagWindow {
  if (window.latest !== undefined && sample.atMs <= window.latest.atMs) return window;
  return {
    samples: consumed ? [...window.samples, sample].slice(-samplesMax) : window.samples,
    growth: withEndPoint(window.growth, { atMs: sample.atMs, offset: sample.endOffset }),
    latest: sample,
  };
}

/** A flat line keeps its two ends only; an end that goes back means another log (a topic made anew), and the old times say nothing of it. */
function withEndPoint(growth: readonly EndPoint[], point: EndPoint): readonly EndPoint[] {
  const last = growth.at(-1);
  if (last !== undefined && point.offset < last.offset) return [point];
  if (last?.offset === point.offset && growth.at(-2)?.offset === point.offset) return [...growth.slice(0, -1), point];
  return [...growth, point].slice(-growthMax);
}

/** The offset that the group reads next. */
export const position = ({ committedOffset, endOffset, lag }: LagSample): bigint => committedOffset ?? endOffset - lag;
