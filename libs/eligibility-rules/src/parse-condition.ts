import { isDecimal } from '@jinqiao/identifiers/decimal';
import { operators } from './condition.js';
import type { Comparison, Condition, Literal, Operator } from './condition.js';
import { factDictionary } from './fact-dictionary.js';
import type { FactDictionary } from './fact-dictionary.js';
import type { FactSpecification, FactType } from './fact-specification.js';
import { valueFault } from './fact-value.js';

/** A condition that can't be loaded: `path` is a JSON pointer into it, the message ends with what to do. */
export class ConditionNotValid extends Error {
  constructor(
    readonly path: string,
    readonly rejectedValue: unknown,
    readonly remedy: string,
  ) {
    super(`The condition at "${path}" can't be read. ${remedy}`);
  }
}

/** How deep and how large a condition may be. */
export type Bounds = { readonly depth: number; readonly parts: number };

/** Bounds of a rule's condition, far above what a circular needs and far below what could exhaust a reader. */
export const RULE_BOUNDS: Bounds = { depth: 20, parts: 1000 };
/** Bounds of a residual, which holds a rule's `when` and `requires` together and may ask every `when` of a scheme at once. */
const RESIDUAL_BOUNDS: Bounds = { depth: 30, parts: 100_000 };
/** The most values in the list of `in` or `includesAny`. */
export const MAX_LIST = 500;

const TWO_FACT_OPERATORS: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];
const ORDERED: readonly Operator[] = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'exists'];
const OPERATORS_OF: Readonly<Record<FactType, readonly Operator[]>> = {
  boolean: ['eq', 'ne', 'exists'],
  code: ['eq', 'ne', 'in', 'exists'],
  'set of code': ['includes', 'includesAny', 'exists'],
  integer: ORDERED,
  decimal: ORDERED,
  day: ORDERED,
  'local time': ORDERED,
};
const KINDS = ['all', 'any', 'not', 'fact', 'unknown', 'needsReview'] as const;
const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'];

type Reading = { readonly dictionary: FactDictionary; readonly bounds: Bounds; parts: number };
type Place = { readonly path: string; readonly depth: number };

/** Reads a condition strictly against the dictionary: throws `ConditionNotValid` for an unknown fact, operator or key, a value of another type, or one too deep or too large. */
export function parseCondition(json: unknown, dictionary: FactDictionary = factDictionary): Condition {
  return parsePart(json, { path: '', depth: 1 }, { dictionary, bounds: RULE_BOUNDS, parts: 0 });
}

/** Reads a condition of a residual as strictly, within wider bounds and with the fault as a value. */
export function readResidualCondition(json: unknown): { readonly condition: Condition } | { readonly fault: ConditionNotValid } {
  try {
    return { condition: parsePart(json, { path: '', depth: 1 }, { dictionary: factDictionary, bounds: RESIDUAL_BOUNDS, parts: 0 }) };
  } catch (fault) {
    if (fault instanceof ConditionNotValid) return { fault };
    throw fault;
  }
}

function parsePart(json: unknown, place: Place, reading: Reading): Condition {
  const { path, depth } = place;
  requireWithinBounds(place, reading);
  const part = requireOneKind(json, path);
  if ('all' in part) return { all: parseParts(part['all'], { path: `${path}/all`, depth }, reading) };
  if ('any' in part) return { any: parseParts(part['any'], { path: `${path}/any`, depth }, reading) };
  if ('not' in part) return { not: parsePart(part['not'], { path: `${path}/not`, depth: depth + 1 }, reading) };
  if ('fact' in part) return parseComparison(part, path, reading.dictionary);
  if ('needsReview' in part) return { needsReview: parseTexts(part['needsReview'], `${path}/needsReview`) };
  const unknown = part['unknown'];
  specificationOf(unknown, `${path}/unknown`, reading.dictionary);
  return { unknown: unknown as string };
}

function requireWithinBounds({ path, depth }: Place, reading: Reading): void {
  const { bounds } = reading;
  if (depth > bounds.depth) throw new ConditionNotValid(path, undefined, `Nest at most ${bounds.depth} deep.`);
  reading.parts += 1;
  if (reading.parts > bounds.parts) throw new ConditionNotValid(path, undefined, `Use at most ${bounds.parts} parts; split the rule.`);
}

/** An object with one of the kinds' keys and no key that the kind doesn't have: a part that two readers could take differently is refused. */
function requireOneKind(json: unknown, path: string): Record<string, unknown> {
  const remedy = `Write an object with exactly one of ${KINDS.join(', ')}.`;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new ConditionNotValid(path, json, remedy);
  const kind = KINDS.find((name) => Object.hasOwn(json, name));
  const allowed: readonly (string | undefined)[] = kind === 'fact' ? ['fact', 'op', 'value', 'otherFact'] : [kind];
  const stranger = Object.keys(json).find((key) => !allowed.includes(key));
  if (kind === undefined || stranger !== undefined) throw new ConditionNotValid(path, stranger ?? json, remedy);
  return { ...json };
}

function parseParts(json: unknown, { path, depth }: Place, reading: Reading): Condition[] {
  if (!Array.isArray(json)) throw new ConditionNotValid(path, json, 'Write a list of conditions.');
  return json.map((part, position) => parsePart(part, { path: `${path}/${position}`, depth: depth + 1 }, reading));
}

function parseTexts(json: unknown, path: string): Record<string, string> {
  const entries = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  if (entries.length > 0 && entries.every(([language, text]) => LANGUAGES.includes(language) && typeof text === 'string' && text !== ''))
    return Object.fromEntries(entries);
  throw new ConditionNotValid(path, json, `Write a text in at least one of ${LANGUAGES.join(', ')}.`);
}

function specificationOf(fact: unknown, path: string, dictionary: FactDictionary): FactSpecification {
  const specification = typeof fact === 'string' ? dictionary.get(fact) : undefined;
  if (specification === undefined) throw new ConditionNotValid(path, fact, 'Name a fact of the fact dictionary, such as investor.kind.');
  return specification;
}

function parseComparison(part: Record<string, unknown>, path: string, dictionary: FactDictionary): Comparison {
  const fact = part['fact'] as string;
  const specification = specificationOf(fact, `${path}/fact`, dictionary);
  const op = operators.find((operator) => operator === part['op']);
  if (op === undefined || !OPERATORS_OF[specification.type].includes(op))
    throw new ConditionNotValid(
      `${path}/op`,
      part['op'],
      `${fact} is a ${specification.type}: use ${OPERATORS_OF[specification.type].join(', ')}.`,
    );
  const { value, otherFact } = part;
  if (op === 'exists') {
    if (value !== undefined || otherFact !== undefined)
      throw new ConditionNotValid(path, value ?? otherFact, 'Leave out value and otherFact with exists.');
    return { fact, op };
  }
  if ((value === undefined) === (otherFact === undefined)) throw new ConditionNotValid(path, undefined, 'Give one of value and otherFact.');
  if (otherFact === undefined) return { fact, op, value: parseLiteral(value, op, { specification, path: `${path}/value` }) };
  requireSameType(specification, op, { other: specificationOf(otherFact, `${path}/otherFact`, dictionary), otherFact, path });
  return { fact, op, otherFact: otherFact as string };
}

/** Two facts compare only if no unit or code list can be mistaken; one derived from a day would move the product's class every day. */
function requireSameType(
  specification: FactSpecification,
  op: Operator,
  { other, otherFact, path }: { other: FactSpecification; otherFact: unknown; path: string },
): void {
  if (!TWO_FACT_OPERATORS.includes(op))
    throw new ConditionNotValid(`${path}/op`, op, `Two facts compare by ${TWO_FACT_OPERATORS.join(', ')}.`);
  const kind = ({ type, unit, standard, values }: FactSpecification): string => JSON.stringify({ type, unit, standard, values });
  if (kind(specification) !== kind(other))
    throw new ConditionNotValid(`${path}/otherFact`, otherFact, 'Name a fact of the same type, unit and codes.');
  if (specification.derived ?? other.derived)
    throw new ConditionNotValid(
      `${path}/otherFact`,
      otherFact,
      'Compare a fact that is derived from a day with a value, not with another fact.',
    );
}

type LiteralPlace = { readonly specification: FactSpecification; readonly path: string };

function parseLiteral(value: unknown, op: Operator, { specification, path }: LiteralPlace): Literal {
  const element = specification.type === 'set of code' ? { ...specification, type: 'code' as const } : specification;
  if (op !== 'in' && op !== 'includesAny' && op !== 'between') return parseElement(value, { specification: element, path });
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_LIST)
    throw new ConditionNotValid(path, value, `Write a list of 1 to ${MAX_LIST} values.`);
  const list = value.map(
    (each, position) => parseElement(each, { specification: element, path: `${path}/${position}` }) as string | number,
  );
  if (op === 'between' && list.length !== 2)
    throw new ConditionNotValid(path, value, 'Write the lowest and the highest value, both included.');
  return list;
}

function parseElement(value: unknown, { specification, path }: LiteralPlace): string | number | boolean {
  // A limit may be finer than the fact: 0.005 compares exactly with an amount in cents.
  const fault =
    specification.type === 'decimal' && typeof value === 'string' && isDecimal(value) ? undefined : valueFault(specification, value);
  if (fault !== undefined) throw new ConditionNotValid(path, value, fault);
  return value as string | number | boolean;
}
