import type { Texts } from '@jinqiao/contracts/shapes';
import type { Condition } from './condition.js';
import { evaluate } from './evaluate.js';
import type { Truth } from './evaluate.js';
import type { Facts } from './facts.js';
import { interner } from './interned.js';

/** Facts against which many compiled conditions are evaluated, with the truths found so far; it is forgotten with them. */
export type Inquiry = { readonly facts: Facts; readonly truths: Map<CompiledCondition, Truth> };

/** What is missing, as it is gathered: each fact once, in the order in which it is met. */
export type Gathered = { readonly facts: Set<string>; readonly reviews: Texts[] };

/** A condition of which there is one for all that say the same: each distinct part is evaluated once an inquiry, whatever asks for it. */
export type CompiledCondition = {
  /** As `evaluate`. */
  readonly truthIn: (inquiry: Inquiry) => Truth;
  /** Adds what `missingIn` names. */
  readonly gatherMissing: (inquiry: Inquiry, gathered: Gathered) => void;
};

const interned = interner<CompiledCondition>();

/** Compiles a condition that has passed `parseCondition` or `readResidualCondition`. */
export function compileCondition(condition: Condition): CompiledCondition {
  return interned(JSON.stringify(condition), () => {
    if ('all' in condition) return composed(condition.all.map(compileCondition), 'false');
    if ('any' in condition) return composed(condition.any.map(compileCondition), 'true');
    if ('not' in condition) return denied(compileCondition(condition.not));
    if ('unknown' in condition) return open(({ facts }) => facts.add(condition.unknown));
    if ('needsReview' in condition) return open(({ reviews }) => reviews.push(condition.needsReview));
    const named = condition.otherFact === undefined ? [condition.fact] : [condition.fact, condition.otherFact];
    return remembering(
      ({ facts }) => evaluate(condition, facts),
      ({ facts }, gathered) => {
        for (const fact of named) if (facts[fact] === undefined) gathered.facts.add(fact);
      },
    );
  });
}

function remembering(find: (inquiry: Inquiry) => Truth, gather: CompiledCondition['gatherMissing']): CompiledCondition {
  const compiled: CompiledCondition = {
    truthIn: (inquiry) => {
      const known = inquiry.truths.get(compiled);
      if (known !== undefined) return known;
      const truth = find(inquiry);
      inquiry.truths.set(compiled, truth);
      return truth;
    },
    gatherMissing: (inquiry, gathered) => {
      if (compiled.truthIn(inquiry) === 'unknown') gather(inquiry, gathered);
    },
  };
  return compiled;
}

function composed(parts: readonly CompiledCondition[], decisive: 'true' | 'false'): CompiledCondition {
  return remembering(
    (inquiry) => {
      let outcome = OPPOSITE[decisive];
      for (const part of parts) {
        const truth = part.truthIn(inquiry);
        if (truth === decisive) return decisive;
        if (truth === 'unknown') outcome = 'unknown';
      }
      return outcome;
    },
    (inquiry, gathered) => {
      for (const part of parts) part.gatherMissing(inquiry, gathered);
    },
  );
}

const denied = (part: CompiledCondition): CompiledCondition => ({
  truthIn: (inquiry) => OPPOSITE[part.truthIn(inquiry)],
  gatherMissing: part.gatherMissing,
});

const open = (gather: (gathered: Gathered) => void): CompiledCondition => ({
  truthIn: () => 'unknown',
  gatherMissing: (_, gathered) => gather(gathered),
});

const OPPOSITE: Readonly<Record<Truth, Truth>> = { true: 'false', false: 'true', unknown: 'unknown' };
