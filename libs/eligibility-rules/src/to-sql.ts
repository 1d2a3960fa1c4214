import type { Comparison, Condition, Operator } from './condition.js';
import { factDictionary } from './fact-dictionary.js';
import type { FactSpecification, FactType } from './fact-specification.js';

/**
 * The column of each fact: lower-case letters, digits and underscores, with a table's name before it if need be. Types: boolean, bigint, numeric, text (a code), text[] (a set of
 * codes), date, time. NULL is unknown; that a fact does not apply stands beside it, in the boolean column of the same name with `_not_applicable`. A fact without a column is unknown.
 */
export type FactColumns = ReadonlyMap<string, string>;

/** A predicate of PostgreSQL and the values of its parameters. */
export type SqlPredicate = { readonly text: string; readonly values: readonly unknown[] };

/**
 * True on exactly the rows on which the condition is true, and false, never NULL, where it is false or unknown: so it may be negated, and `{ not: condition }` gives the rows that
 * are refused. Written without NOT around what can use an index. Parameters are numbered from `firstParameter`.
 */
export function toSql(condition: Condition, columns: FactColumns, firstParameter = 1): SqlPredicate {
  const values: unknown[] = [];
  const bind = (value: unknown, cast: string): string => `$${firstParameter - 1 + values.push(value)}::${cast}`;
  return { text: predicate(condition, true, { columns, bind }), values };
}

type Writing = { readonly columns: FactColumns; readonly bind: (value: unknown, cast: string) => string };

/** Where the condition is `wanted`: true and false are asked for apart, because what is unknown is neither. */
function predicate(condition: Condition, wanted: boolean, writing: Writing): string {
  if ('all' in condition) return joined(condition.all, wanted ? 'AND' : 'OR', { wanted, writing });
  if ('any' in condition) return joined(condition.any, wanted ? 'OR' : 'AND', { wanted, writing });
  if ('not' in condition) return predicate(condition.not, !wanted, writing);
  return 'fact' in condition ? comparison(condition, wanted, writing) : 'FALSE';
}

function joined(
  parts: readonly Condition[],
  by: 'AND' | 'OR',
  { wanted, writing }: { readonly wanted: boolean; readonly writing: Writing },
): string {
  if (parts.length === 0) return by === 'AND' ? 'TRUE' : 'FALSE';
  return `(${parts.map((part) => predicate(part, wanted, writing)).join(` ${by} `)})`;
}

/** A fact that does not apply makes `ne` true and every other comparison false, also beside an unknown fact. */
function comparison(compared: Comparison, wanted: boolean, { columns, bind }: Writing): string {
  const { fact, op, otherFact } = compared;
  const named = otherFact === undefined ? [fact] : [fact, otherFact];
  const written = named.flatMap((name) => columnOf(name, columns));
  const notApplicable = written.map((column) => `${column.notApplicable} IS TRUE`);
  const known = written.map((column) => `${column.notApplicable} IS NOT TRUE AND ${column.value} IS NOT NULL`);
  const [left, right] = written.map(({ value }) => value);
  const complete = written.length === named.length && left !== undefined;
  const holds = complete ? [`(${[...known, ...test(compared, { left, right, bind, wanted })].join(' AND ')})`] : [];
  if (op === 'exists') return wanted ? anyOf(holds) : anyOf(notApplicable);
  return anyOf((op === 'ne') === wanted ? [...notApplicable, ...holds] : holds);
}

const anyOf = (parts: readonly string[]): string =>
  parts.length === 0 ? 'FALSE' : parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`;

const NAME = /^[a-z_][a-z0-9_]{0,46}(\.[a-z_][a-z0-9_]{0,46})?$/;

function columnOf(fact: string, columns: FactColumns): readonly { readonly value: string; readonly notApplicable: string }[] {
  const column = columns.get(fact);
  if (column === undefined) return [];
  if (!NAME.test(column))
    throw new RangeError(`"${column}" can't be the column of ${fact}; use lower-case letters, digits and underscores.`);
  const quoted = (name: string): string => name.replace(/[^.]+/g, '"$&"');
  return [{ value: quoted(column), notApplicable: quoted(`${column}_not_applicable`) }];
}

const CAST: Readonly<Record<FactType, string>> = {
  boolean: 'boolean',
  integer: 'bigint',
  decimal: 'numeric',
  code: 'text',
  'set of code': 'text',
  day: 'date',
  'local time': 'time',
};

const SIGN = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const OPPOSITE_SIGN = { eq: '<>', ne: '=', gt: '<=', gte: '<', lt: '>=', lte: '>' } as const;

type Test = { readonly left: string; readonly right: string | undefined; readonly bind: Writing['bind']; readonly wanted: boolean };

/** The test of known values; none where it is enough that there are some. */
function test({ fact, op, value }: Comparison, { left, right, bind, wanted }: Test): readonly string[] {
  const cast = CAST[specificationOf(fact).type];
  if (op === 'exists') return [];
  if (op in SIGN) return [`${left} ${(wanted ? SIGN : OPPOSITE_SIGN)[op as keyof typeof SIGN]} ${right ?? bind(value, cast)}`];
  return [`${wanted ? '' : 'NOT '}(${listTest(op, left, (bound) => bind(bound, op === 'between' ? cast : `${cast}[]`), [value].flat())})`];
}

function listTest(op: Operator, left: string, bind: (value: unknown) => string, list: readonly unknown[]): string {
  if (op === 'in') return `${left} = ANY(${bind(list)})`;
  if (op === 'between') return `${left} >= ${bind(list[0])} AND ${left} <= ${bind(list[1])}`;
  return `${left} ${op === 'includes' ? '@>' : '&&'} ${bind(list)}`;
}

function specificationOf(fact: string): FactSpecification {
  const specification = factDictionary.get(fact);
  if (specification === undefined) throw new TypeError(`There is no fact ${fact}: a condition has to pass parseCondition first.`);
  return specification;
}
