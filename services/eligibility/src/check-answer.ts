import type { Audience } from '@jinqiao/contracts/shapes';
import type { KnownProduct, Side } from './access-facts.js';
import type { CheckBody } from './check.api.js';
import { checkProduct } from './check.js';
import type { Question } from './check.js';
import type { Law } from './law.js';

/** One question for one side or for both, and how much is told with the answer. */
export type Asked = Omit<Question, 'side'> & { readonly side: CheckBody['side']; readonly alternatives: number };

/** What of a request is the same for all its products, but for the facts and the day. */
export function asked({ side, schemes, whatIf, alternatives }: CheckBody): Omit<Asked, 'asOf' | 'facts'> {
  return { side, alternatives, withWhatIf: whatIf, ...(schemes === undefined ? {} : { schemes: new Set(schemes) }) };
}

/** The sides that a question is about. */
export function sidesOf({ side }: Pick<Asked, 'side'>): readonly Side[] {
  return side === 'both' ? ['buy', 'sell'] : [side];
}

/** The answer for one side as it is; for both, what differs between the sides stands under the name of each. */
export function answerProduct(law: Law, product: KnownProduct, question: Asked, audiences: readonly Audience[]) {
  const checked = (side: Side) => checkProduct(law, product, { ...question, side }, audiences);
  if (question.side !== 'both') return checked(question.side);
  const { productId, productVersion, offered, ...buy } = checked('buy');
  const { verdict, orderable, accesses } = checked('sell');
  return { productId, productVersion, offered, buy, sell: { verdict, orderable, accesses } };
}
