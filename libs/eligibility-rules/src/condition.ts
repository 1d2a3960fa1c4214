import type { Texts } from '@jinqiao/contracts/shapes';

/** Operators that compare a fact with one value, a list or another fact; `exists` asks only whether the fact applies. */
export const operators = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'includes', 'includesAny', 'exists'] as const;
/** See `operators`. */
export type Operator = (typeof operators)[number];

/** A literal of a comparison: one value, or a list for `in`, `includesAny` and `between` (lowest and highest, both included). */
export type Literal = string | number | boolean | readonly (string | number)[];

/** One comparison. */
export type Comparison = {
  readonly fact: string;
  readonly op: Operator;
  readonly value?: Literal | undefined;
  readonly otherFact?: string | undefined;
};

/**
 * What must be so, as plain data: `{ all: [] }` is true and `{ any: [] }` is false.
 * `{ unknown }` stands in a residual for a fact that the product lacks; `{ needsReview }` for what no machine can decide. Both are never true or false.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  | { readonly unknown: string }
  | { readonly needsReview: Texts };

/** The condition that always holds. */
export const TRUE: Condition = { all: [] };
/** The condition that never holds. */
export const FALSE: Condition = { any: [] };

/** Every comparison inside a condition, in its order. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  const found: Comparison[] = [];
  gather(condition, found);
  return found;
}

function gather(condition: Condition, found: Comparison[]): void {
  if ('all' in condition) for (const part of condition.all) gather(part, found);
  else if ('any' in condition) for (const part of condition.any) gather(part, found);
  else if ('not' in condition) gather(condition.not, found);
  else if ('fact' in condition) found.push(condition);
}
