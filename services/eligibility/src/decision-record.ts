import type { Audience } from '@jinqiao/contracts/shapes';
import type { DecisionRecord, RecordedProduct } from '@jinqiao/decision-records/decision-record';
import { binds, inForce } from '@jinqiao/eligibility-rules/rule';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { accessOfVersion, factsOfAccess } from './access-facts.js';
import type { KnownProduct } from './access-facts.js';
import { checkProduct } from './check.js';
import type { Question } from './check.js';
import type { Law } from './law.js';
import { versionOffered } from './product-version.js';
import { lawContent } from './rule-content.js';

/** What makes one record differ from every other one. */
export type RecordIdentity = Pick<DecisionRecord, 'recordId' | 'salt' | 'recordedAt'>;

/** What was decided of each product, and with which facts of its side; only what this caller may see. */
export function recordedProducts(
  law: Law,
  products: readonly KnownProduct[],
  question: Question,
  audiences: readonly Audience[],
): RecordedProduct[] {
  return products.map((product) => {
    const { productId, productVersion, offered, orderable, verdict, accesses } = checkProduct(law, product, question, audiences);
    return {
      productId,
      productVersion: productVersion ?? null,
      offered,
      orderable,
      verdict: verdict as RecordedProduct['verdict'],
      accesses: accesses.map(({ scheme, decision, dependsOnOrder, reasons }) => ({
        scheme,
        facts: productSide(law, product, scheme, question),
        decision,
        dependsOnOrder,
        refused: reasons.filter(({ outcome }) => outcome === 'refused').map(({ id }) => id),
        unknown: reasons.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id),
      })),
    };
  });
}

function productSide(law: Law, product: KnownProduct, schemeId: string, { asOf }: Question): RecordedProduct['accesses'][number]['facts'] {
  const version = versionOffered(product.versions, asOf);
  const scheme = law.schemeById(schemeId);
  const facts = version && scheme ? factsOfAccess(accessOfVersion(law, product, version, scheme), asOf) : {};
  return Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [fact, Array.isArray(value) ? [...(value as string[])] : (value as string)]),
  );
}

/** Each scheme that the products were decided by, with its rules of the side that were in force on the day; `hashOf` hashes a rule's content. */
export async function recordedSchemes(
  law: Law,
  products: readonly RecordedProduct[],
  { asOf, side }: Question,
  hashOf: (rule: Rule) => Promise<string>,
): Promise<DecisionRecord['schemes']> {
  const ids = new Set(products.flatMap(({ accesses }) => accesses.map(({ scheme }) => scheme)));
  const schemes = [...ids]
    .sort()
    .map((id) => law.schemeById(id))
    .filter((scheme) => scheme !== undefined);
  return Promise.all(
    schemes.map((scheme) =>
      recordedScheme(
        scheme,
        scheme.rules.filter((rule) => binds(rule, side) && inForce(rule, asOf)),
        hashOf,
      ),
    ),
  );
}

async function recordedScheme(
  scheme: Scheme,
  rules: readonly Rule[],
  hashOf: (rule: Rule) => Promise<string>,
): Promise<DecisionRecord['schemes'][number]> {
  const content = Object.fromEntries(Object.entries(scheme).filter(([field]) => field !== 'rules'));
  const recorded = rules.map(async (rule) => ({ id: rule.id, hash: await hashOf(rule), content: { ...rule } }));
  return { id: scheme.id, content: { ...content, id: scheme.id, kind: scheme.kind }, rules: await Promise.all(recorded) };
}

/** What we keep of a record beside its hash: the result, and nothing of the investor or the order. */
export function resultOf({ asOf, side, lawHash, products }: DecisionRecord) {
  return {
    asOf,
    side,
    lawHash,
    products: products.map(({ productId, productVersion, verdict, accesses }) => ({
      productId,
      productVersion,
      verdict,
      accesses: accesses.map(({ scheme, decision }) => ({ scheme, decision })),
    })),
  };
}

/** The recorded rules that the law has in another form today, or no longer. */
export async function rulesNoLongerSo(law: Law, { schemes }: DecisionRecord, hashOf: (rule: Rule) => Promise<string>): Promise<string[]> {
  const found = schemes.flatMap(({ id, rules }) =>
    rules.map(async (recorded) => {
      const rule = law.schemeById(id)?.rules.find((each) => each.id === recorded.id);
      // Signed by us from a rule of the law: the shape is ours.
      const was = recorded.content as unknown as Rule;
      return rule !== undefined && (await hashOf(lawContent(rule))) === (await hashOf(lawContent(was))) ? [] : [recorded.id];
    }),
  );
  return (await Promise.all(found)).flat();
}

/** What was recorded and what today's law and products say, by product and scheme; a product that the caller may not see today is `null` there. */
export function comparedWithToday(recorded: readonly RecordedProduct[], today: ReadonlyMap<string, RecordedProduct>) {
  return recorded.map(({ productId, productVersion, verdict, accesses }) => {
    const now = today.get(productId);
    const schemes = new Set([...accesses, ...(now?.accesses ?? [])].map(({ scheme }) => scheme));
    const decisionIn = (product: Pick<RecordedProduct, 'accesses'> | undefined, scheme: string) =>
      product?.accesses.find((access) => access.scheme === scheme)?.decision ?? null;
    return {
      productId,
      recorded: { productVersion, verdict },
      today: now ? { productVersion: now.productVersion, verdict: now.verdict } : null,
      same: now?.verdict === verdict,
      accesses: [...schemes].map((scheme) => ({ scheme, recorded: decisionIn({ accesses }, scheme), today: decisionIn(now, scheme) })),
    };
  });
}
