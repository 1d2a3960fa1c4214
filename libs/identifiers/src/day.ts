/** A calendar day in Shanghai and Hong Kong (UTC+8), written `YYYY-MM-DD`; days compare as texts. */
export type Day = string;

/** The first and the last day that a `Day` can name; arithmetic that would leave them stays on them. */
export const FIRST_DAY: Day = '0001-01-01';
/** See `FIRST_DAY`. */
export const LAST_DAY: Day = '9999-12-31';

const MS_PER_DAY = 86_400_000;
const UTC_PLUS_8_MS = 8 * 3_600_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

type Parts = { readonly year: number; readonly month: number; readonly dayOfMonth: number };

/** Year, month from 1 on and day of the month; undefined for what is not a day. Arithmetic rather than `Date`, since days are read more often than anything else. */
function partsOf(text: string): Parts | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysIn(year, month);
  return exists ? { year, month, dayOfMonth } : undefined;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function existing(day: Day): Parts {
  const parts = partsOf(day);
  if (parts === undefined) throw new RangeError(`"${day}" is not a day; write an existing day as YYYY-MM-DD.`);
  return parts;
}

const EPOCH = 719_468;

/** Days since 1 January 1970; counted in years that begin in March, so that a leap day is the last of its year. */
function epochDay(day: Day): number {
  const { year, month, dayOfMonth } = existing(day);
  const years = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear - EPOCH;
}

const FIRST = epochDay(FIRST_DAY);
const LAST = epochDay(LAST_DAY);

const fromEpochDay = (epoch: number): Day => new Date(Math.min(Math.max(epoch, FIRST), LAST) * MS_PER_DAY).toISOString().slice(0, 10);

/** True for an existing day of the Gregorian calendar from 0001-01-01 to 9999-12-31 in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return partsOf(text) !== undefined;
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
  const { year, month, dayOfMonth } = existing(day);
  const months = year * 12 + (month - 1) + n;
  const targetYear = Math.floor(months / 12);
  if (targetYear < 1) return FIRST_DAY;
  if (targetYear > 9999) return LAST_DAY;
  const targetMonth = months - targetYear * 12 + 1;
  const digits = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${digits(targetYear, 4)}-${digits(targetMonth, 2)}-${digits(Math.min(dayOfMonth, daysIn(targetYear, targetMonth)), 2)}`;
}

/** The greatest `n` with `addMonths(from, n) <= to`: whole months that have passed, negative where `to` lies before `from`. */
export function completeMonths(from: Day, to: Day): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return addMonths(from, months) <= to ? months : months - 1;
}
