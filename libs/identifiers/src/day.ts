/** A calendar day in Shanghai and Hong Kong (UTC+8), written `YYYY-MM-DD`; days compare as texts. */
export type Day = string;

/** The first and the last day that a `Day` can name; arithmetic that would leave them stays on them. */
export const FIRST_DAY: Day = '0001-01-01';
/** See `FIRST_DAY`. */
export const LAST_DAY: Day = '9999-12-31';

const MS_PER_DAY = 86_400_000;
const UTC_PLUS_8_MS = 8 * 3_600_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

const epochDay = (day: Day): number => {
  if (!isDay(day)) throw new RangeError(`"${day}" is not a day; write an existing day as YYYY-MM-DD.`);
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
};

const FIRST = epochDay(FIRST_DAY);
const LAST = epochDay(LAST_DAY);

const fromEpochDay = (epoch: number): Day => new Date(Math.min(Math.max(epoch, FIRST), LAST) * MS_PER_DAY).toISOString().slice(0, 10);

/** True for an existing day of the Gregorian calendar from 0001-01-01 to 9999-12-31 in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!FORM.test(text) || text < FIRST_DAY) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The day in Shanghai and Hong Kong (UTC+8, no daylight saving) at an instant. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + UTC_PLUS_8_MS).toISOString().slice(0, 10);
}

/** The day `n` days later (earlier when negative); stays within `FIRST_DAY` and `LAST_DAY`. */
export function addDays(day: Day, n: number): Day {
  return fromEpochDay(epochDay(day) + n);
}

/** Days from one day to another: 1 from a day to the next, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/** The same day of the month `n` months later, or that month's last day where it is shorter: 31 January + 1 month is 28 or 29 February. */
export function addMonths(day: Day, n: number): Day {
  epochDay(day);
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const months = year * 12 + (month - 1) + n;
  const targetYear = Math.floor(months / 12);
  if (targetYear < 1) return FIRST_DAY;
  if (targetYear > 9999) return LAST_DAY;
  const targetMonth = ((months % 12) + 12) % 12;
  const last = new Date(0);
  last.setUTCFullYear(targetYear, targetMonth + 1, 0);
  const target = new Date(0);
  target.setUTCFullYear(targetYear, targetMonth, Math.min(dayOfMonth, last.getUTCDate()));
  return target.toISOString().slice(0, 10);
}

/** The greatest `n` with `addMonths(from, n) <= to`: whole months that have passed, negative where `to` lies before `from`. */
export function completeMonths(from: Day, to: Day): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return addMonths(from, months) <= to ? months : months - 1;
}
