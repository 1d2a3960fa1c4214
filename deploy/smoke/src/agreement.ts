import type { JinqiaoApi } from '@jinqiao/deploy-sample/jinqiao-api';
import { check, searchShares } from './catalogue.js';
import type { CheckedProduct, Question } from './catalogue.js';

/** How many answers of the list and of the single check were compared, and the first few that differ. */
export type Agreement = { readonly compared: number; readonly differences: readonly string[] };

const productsACheck = 100;
const differencesShown = 20;

/** Asks the list and the single check the same questions about every share and compares each verdict. */
export async function compareListAndCheck(
  api: JinqiaoApi,
  questions: readonly Question[],
  onProgress: (done: number) => void,
): Promise<Agreement> {
  const differences: string[] = [];
  let compared = 0;
  for (const [index, question] of questions.entries()) {
    const { products } = await searchShares(api, question);
    const checked = await checkAll(
      api,
      products.map(({ productId }) => productId),
      question,
    );
    for (const { productId, productCode, verdict } of products) {
      compared += 1;
      const single = checked.get(productId)?.verdict;
      if (single !== verdict)
        differences.push(
          `${productCode} as of ${question.asOf} for ${JSON.stringify(question.investor)}: list ${verdict}, check ${single}`,
        );
    }
    onProgress(index + 1);
  }
  return { compared, differences: differences.slice(0, differencesShown) };
}

async function checkAll(api: JinqiaoApi, productIds: readonly string[], question: Question): Promise<ReadonlyMap<string, CheckedProduct>> {
  const answers = new Map<string, CheckedProduct>();
  for (let from = 0; from < productIds.length; from += productsACheck) {
    for (const product of await check(api, productIds.slice(from, from + productsACheck), question))
      answers.set(product.productId, product);
  }
  return answers;
}
