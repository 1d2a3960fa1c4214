import type { Comparison, Condition } from '@jinqiao/eligibility-rules/condition';
import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { FactType } from '@jinqiao/eligibility-rules/fact-specification';
import type { FactValue } from '@jinqiao/eligibility-rules/facts';

/** A condition as a Cedar expression over the context, or undefined where Cedar can't say it. A fact that does not apply is an absent attribute. */
export function toCedar(condition: Condition): string | undefined {
  if ('all' in condition) return joined(condition.all, ' && ', 'true');
  if ('any' in condition) return joined(condition.any, ' || ', 'false');
  if ('not' in condition) {
    const part = toCedar(condition.not);
    return part === undefined ? undefined : `!(${part})`;
  }
  // What only a person can decide, and what is not known, have no place in a language of two values.
  return 'fact' in condition ? comparison(condition) : undefined;
}

function joined(conditions: readonly Condition[], by: string, nothing: string): string | undefined {
  const parts = conditions.map(toCedar);
  if (parts.includes(undefined)) return undefined;
  return parts.length === 0 ? nothing : `(${parts.join(by)})`;
}

function comparison({ fact, op, value, otherFact }: Comparison): string | undefined {
  const type = factDictionary.get(fact)?.type;
  const applies = [fact, ...(otherFact === undefined ? [] : [otherFact])].map((name) => `context has "${name}"`).join(' && ');
  if (op === 'exists') return applies;
  const limits = otherFact === undefined ? [value].flat().map((limit) => literal(type, limit as FactValue)) : [`context["${otherFact}"]`];
  if (type === undefined || limits.includes(undefined)) return undefined;
  const holds = holding({ seen: `context["${fact}"]`, op, limits: limits as readonly string[], isDecimal: type === 'decimal' });
  return `${op === 'ne' ? '!' : ''}(${applies} && (${holds}))`;
}

type Holding = {
  readonly seen: string;
  readonly op: Exclude<Comparison['op'], 'exists'>;
  readonly limits: readonly string[];
  readonly isDecimal: boolean;
};

const ORDERED = {
  gt: ['>', 'greaterThan'],
  gte: ['>=', 'greaterThanOrEqual'],
  lt: ['<', 'lessThan'],
  lte: ['<=', 'lessThanOrEqual'],
} as const;

function holding({ seen, op, limits, isDecimal }: Holding): string {
  const [first, last] = limits as readonly [string, string];
  const ordered = (by: keyof typeof ORDERED, limit: string): string =>
    isDecimal ? `${seen}.${ORDERED[by][1]}(${limit})` : `${seen} ${ORDERED[by][0]} ${limit}`;
  switch (op) {
    // `ne` is the denial of this, made where the facts' applying is.
    case 'eq':
    case 'ne':
      return `${seen} == ${first}`;
    case 'in':
      return `[${limits.join(', ')}].contains(${seen})`;
    case 'includes':
      return `${seen}.contains(${first})`;
    case 'includesAny':
      return `${seen}.containsAny([${limits.join(', ')}])`;
    case 'between':
      return `${ordered('gte', first)} && ${ordered('lte', last)}`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return ordered(op, first);
  }
}

/** Cedar's decimals have one digit after the point at least and four at most. */
const SAYABLE = /^-?\d{1,14}(?:\.\d{1,4})?$/;

/** A decimal as Cedar reads it, or undefined where it has too many digits. */
export function cedarDecimal(decimal: string): string | undefined {
  if (!SAYABLE.test(decimal)) return undefined;
  return decimal.includes('.') ? decimal : `${decimal}.0`;
}

/** A day or a local time as a number of the same order. */
export const cedarLong = (text: string): number => Number(text.replaceAll(/[-:]/gu, ''));

function literal(type: FactType | undefined, limit: FactValue): string | undefined {
  if (type === 'day' || type === 'local time') return String(cedarLong(limit as string));
  if (type !== 'decimal') return JSON.stringify(limit);
  const decimal = cedarDecimal(limit as string);
  return decimal === undefined ? undefined : `decimal("${decimal}")`;
}
