import { decide } from '@jinqiao/eligibility-rules/decide';
import { combine } from '@jinqiao/eligibility-rules/product-verdict';
import type { ProductVerdict } from '@jinqiao/eligibility-rules/product-verdict';
import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { hashOfContent } from './canonical-record.js';
import type { DecisionRecord, RecordedProduct } from './decision-record.js';

/** Decides a record again from what it carries itself. Each entry is a sentence on something that came out differently; none says that it agrees. */
export async function replay(record: DecisionRecord): Promise<string[]> {
  const wrongHashes = await Promise.all(
    record.schemes
      .flatMap(({ rules }) => rules)
      .map(async ({ id, hash, content }) =>
        hash === (await hashOfContent(content)) ? [] : [`The hash of rule ${id} is not that of its text.`],
      ),
  );
  return [...wrongHashes.flat(), ...record.products.flatMap((product) => differencesOf(record, product))];
}

/** A scheme of the record as the rules library reads it; undefined where the record does not carry it. */
function recordedScheme({ schemes }: DecisionRecord, id: string): Scheme | undefined {
  const found = schemes.find((scheme) => scheme.id === id);
  // Signed by us from a scheme of the law: the shape is ours.
  return found && ({ ...found.content, rules: found.rules.map(({ content }) => content as unknown as Rule) } as unknown as Scheme);
}

const fromWorst: readonly ProductVerdict[] = ['ineligible', 'undetermined', 'depends-on-order', 'eligible'];

function differencesOf(record: DecisionRecord, product: RecordedProduct): string[] {
  try {
    const decided = product.accesses.map((access) => {
      const scheme = recordedScheme(record, access.scheme);
      if (!scheme) throw new Error(`the record does not carry the scheme ${access.scheme}`);
      return { access, scheme, ...decide(scheme, { ...access.facts, ...record.facts }, record.asOf, record.side) };
    });
    const ofAccesses = decided.flatMap(({ access, decision, refused, unknown }) => {
      const said = `${access.decision} by ${[...access.refused, ...access.unknown].join(', ') || 'no reason'}`;
      const now = `${decision} by ${[...refused, ...unknown].map(({ id }) => id).join(', ') || 'no reason'}`;
      return said === now ? [] : [`Product ${product.productId}, ${access.scheme}: recorded ${said}, decided again ${now}.`];
    });
    const verdict = combine(decided.map(({ scheme, decision, dependsOnOrder }) => ({ kind: scheme.kind, decision, dependsOnOrder })));
    // A gate that was not shown to the caller holds back and stands in no record, so a worse verdict than this one agrees.
    if (fromWorst.indexOf(product.verdict) <= fromWorst.indexOf(verdict)) return ofAccesses;
    return [...ofAccesses, `Product ${product.productId}: recorded as ${product.verdict}, decided again as ${verdict}.`];
  } catch (error) {
    return [`Product ${product.productId} cannot be decided again: ${error instanceof Error ? error.message : String(error)}.`];
  }
}
