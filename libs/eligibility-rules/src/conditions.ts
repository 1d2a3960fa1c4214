import type { Texts } from '@jinqiao/contracts/shapes';
import type { Comparison, Condition, Literal } from './condition.js';

type Ordered = string | number;

/** All must hold; with none it is true. */
export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });
/** At least one must hold; with none it is false. */
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });
/** Must not hold. */
export const not = (condition: Condition): Condition => ({ not: condition });
/** The fact is this value. */
export const eq = (fact: string, value: Ordered | boolean): Comparison => ({ fact, op: 'eq', value });
/** The fact is another value, or does not apply. */
export const ne = (fact: string, value: Ordered | boolean): Comparison => ({ fact, op: 'ne', value });
/** The fact is one of these values. */
export const isOneOf = (fact: string, ...value: readonly Ordered[]): Comparison => ({ fact, op: 'in', value });
/** Greater than. */
export const gt = (fact: string, value: Ordered): Comparison => ({ fact, op: 'gt', value });
/** At least. */
export const gte = (fact: string, value: Ordered): Comparison => ({ fact, op: 'gte', value });
/** Less than. */
export const lt = (fact: string, value: Ordered): Comparison => ({ fact, op: 'lt', value });
/** At most. */
export const lte = (fact: string, value: Ordered): Comparison => ({ fact, op: 'lte', value });
/** From the lowest to the highest, both included. */
export const between = (fact: string, lowest: Ordered, highest: Ordered): Comparison => ({ fact, op: 'between', value: [lowest, highest] });
/** The set holds this code. */
export const includes = (fact: string, value: string): Comparison => ({ fact, op: 'includes', value });
/** The set holds at least one of these codes. */
export const includesAny = (fact: string, ...value: readonly string[]): Comparison => ({ fact, op: 'includesAny', value });
/** The fact applies. */
export const exists = (fact: string): Comparison => ({ fact, op: 'exists' });
/** No machine can decide this; a person reads the text. */
export const needsReview = (text: Texts): Condition => ({ needsReview: text });

/** A comparison of two facts of one type. */
export const compared = (fact: string, op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte', otherFact: string): Comparison => ({
  fact,
  op,
  otherFact,
});

/** The same comparison with the literal put in. */
export const withLiteral = (fact: string, op: Comparison['op'], value: Literal): Comparison => ({ fact, op, value });
