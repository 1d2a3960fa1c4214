import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import type { ListStanding } from '@jinqiao/contracts/scheme-events';

/**
 * What a published list says of one security: its standing, or `not_listed` where the list covers it and leaves it out.
 * Several lists that say the same are one publication `through` the day of the last of them, when between none of them the standing was unknown.
 */
export type Publication = { readonly day: Day; readonly through?: Day; readonly standing: ListStanding | 'not_listed' };

/** A standing that is known from a day to a day, both inclusive; on days without an interval it is unknown. */
export type StandingInterval = { readonly from: Day; readonly to: Day; readonly standing: Publication['standing'] };

/** The last day on which a list still speaks is this many days after its own. */
export const daysAListHolds = 14;

/** Each publication holds through its day + 14, or to the day before the next one; of two for one day the later in the array counts. Neighbours that say the same are one interval. */
export function standingIntervals(publications: readonly Publication[]): StandingInterval[] {
  const byDay = new Map(publications.map((publication) => [publication.day, publication]));
  const inOrder = [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
  const intervals: StandingInterval[] = [];
  inOrder.forEach(({ day, through = day, standing }, index) => {
    const next = inOrder[index + 1];
    const lastDay = addDays(through, daysAListHolds);
    const to = next && next.day <= lastDay ? addDays(next.day, -1) : lastDay;
    const last = intervals.at(-1);
    if (last?.standing === standing && addDays(last.to, 1) === day) intervals.splice(-1, 1, { ...last, to });
    else intervals.push({ from: day, to, standing });
  });
  return intervals;
}

export function standingOn(intervals: readonly StandingInterval[], day: Day): StandingInterval | undefined {
  return intervals.find(({ from, to }) => from <= day && day <= to);
}
