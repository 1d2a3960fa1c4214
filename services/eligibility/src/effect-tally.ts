import { effectOf } from './product-impact.js';
import type { Effect, ImpactStanding } from './product-impact.js';

type Change = Exclude<Effect, 'unchanged'>;

/** How many products a change touches in one way, and the first of them. */
export type Touched<Example> = { readonly count: number; readonly examples: readonly Example[] };

/** Products by what a change does to one investor. */
export type Effects<Example> = Readonly<
  Record<'gains' | 'loses' | 'becomesUndetermined' | 'becomesOrderDependent' | 'becomesIneligible', Touched<Example>>
>;

/** Counts the effects of a change on one investor, product by product, and keeps the first examples of each. */
export class EffectTally<Example> {
  private readonly touched = new Map<Change, { count: number; examples: Example[] }>();

  constructor(private readonly mostExamples: number) {}

  /** Counts one product, or as many as stand alike; `examples` are some of them. */
  add(from: ImpactStanding, to: ImpactStanding, examples: () => readonly Example[], count = 1): void {
    const effect = effectOf(from, to);
    if (effect === 'unchanged') return;
    const touched = this.touched.get(effect) ?? { count: 0, examples: [] };
    touched.count += count;
    const room = this.mostExamples - touched.examples.length;
    if (room > 0) touched.examples.push(...examples().slice(0, room));
    this.touched.set(effect, touched);
  }

  get isEmpty(): boolean {
    return this.touched.size === 0;
  }

  effects(): Effects<Example> {
    const of = (effect: Change): Touched<Example> => this.touched.get(effect) ?? { count: 0, examples: [] };
    return {
      gains: of('gains'),
      loses: of('loses'),
      becomesUndetermined: of('becomes-undetermined'),
      becomesOrderDependent: of('becomes-order-dependent'),
      becomesIneligible: of('becomes-ineligible'),
    };
  }
}
