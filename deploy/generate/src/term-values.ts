import { addDays } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { z } from 'zod';
import { drawIsin } from './isin.js';
import { pick, whole } from './random.js';
import type { Random } from './random.js';

/** A way to write a text: an example by which a schema shows that it wants this kind, and how others are drawn. */
type TextKind = { readonly example: string; readonly draw: (random: Random, day: Day) => string };

const digits = (random: Random, length: number): string => String(whole(random, 0, 10 ** length - 1)).padStart(length, '0');

/** Free wording takes anything, so it is tried first; no two of the others fit the same schema unless it allows both. */
const wording: TextKind = { example: 'Synthetic 1', draw: (random) => `Synthetic ${whole(random, 1, 999_999)}` };
const kinds: readonly TextKind[] = [
  { example: 'HK0000000007', draw: (random) => drawIsin(random, pick(random, ['CN', 'HK', 'KY', 'LU'])) },
  { example: '2026-06-30', draw: (random, day) => addDays(day, whole(random, -4_000, 0)) },
  { example: '1000.5', draw: drawDecimal },
  { example: '12', draw: (random) => String(whole(random, 1, 40)) },
  { example: 'HK', draw: (random) => pick(random, ['HK', 'HK', 'HK', 'CN', 'CN', 'KY', 'LU', 'IE']) },
  { example: '09:30', draw: (random) => `${String(whole(random, 7, 22)).padStart(2, '0')}:${pick(random, ['00', '15', '30', '59'])}` },
  { example: 'XHKF', draw: (random) => pick(random, ['XHKF', 'XHKG', 'SGEX']) },
  { example: '00005', draw: (random) => digits(random, 5) },
  { example: '600000', draw: (random) => digits(random, 6) },
  { example: '019aa000-0000-7000-8000-000000000101', draw: (random) => `019aa000-0000-7000-8000-${digits(random, 12)}` },
];

function drawDecimal(random: Random): string {
  const size = 10 ** whole(random, 0, 10);
  return `${whole(random, 0, 9 * size)}.${String(whole(random, 0, 99)).padStart(2, '0')}`;
}

/** A value that fits the schema of one term, drawn by its kind. Throws for a schema that this file does not know: teach it here. */
export function drawValue(schema: unknown, random: Random, day: Day): unknown {
  if (schema instanceof z.ZodOptional) return drawValue(schema.unwrap(), random, day);
  if (schema instanceof z.ZodEnum) return pick(random, schema.options);
  if (schema instanceof z.ZodBoolean) return random() < 0.7;
  if (schema instanceof z.ZodNumber) return whole(random, schema.minValue ?? 0, Math.min(schema.maxValue ?? 400, 400));
  if (schema instanceof z.ZodArray) return drawSeveral(schema, random, day);
  if (schema instanceof z.ZodString) return drawText(schema, random, day);
  throw new TypeError('A term has a schema of a kind that the generator can not draw from yet.');
}

function drawSeveral(schema: z.ZodArray, random: Random, day: Day): unknown[] {
  const least = schema.safeParse([]).success ? 0 : 1;
  const drawn = Array.from({ length: whole(random, least, 2) }, () => drawValue(schema.element, random, day));
  return [...new Set(drawn)];
}

const fitting = new WeakMap<z.ZodString, readonly TextKind[]>();

function drawText(schema: z.ZodString, random: Random, day: Day): string {
  const known = fitting.get(schema) ?? kindsFor(schema);
  fitting.set(schema, known);
  const kind = pick(random, known);
  const drawn = kind.draw(random, day);
  return schema.safeParse(drawn).success ? drawn : kind.example;
}

function kindsFor(schema: z.ZodString): readonly TextKind[] {
  const fits = ({ example }: TextKind): boolean => schema.safeParse(example).success;
  return fits(wording) ? [wording] : kinds.filter(fits);
}
