import { productAtoms, residualsOf, signatureOf } from '@jinqiao/eligibility-rules/access-class';
import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { canonicalJson } from '@jinqiao/service-runtime/canonical-json';
import type { Side } from './access-facts.js';
import type { NeededClass } from './determination.js';

/** A class as it stands before the rules change. */
export type KnownClass = { readonly accessClassId: string; readonly side: Side; readonly signature: string; readonly facts: Facts | null };

/** One scheme under the old and the new rules. */
export type SchemeChange = { readonly before: Scheme; readonly after: Scheme };

const sides: readonly Side[] = ['buy', 'sell'];

/** False where a new rule looks at the product in a way that no rule did before: only then may members of one class be told apart. */
export function asksTheSameOfProducts({ before, after }: SchemeChange): boolean {
  const register = ({ kind, productTypes, coverage, decidedByList }: Scheme) =>
    canonicalJson({ kind, productTypes, coverage, decidedByList });
  const atoms = (scheme: Scheme) => sides.map((side) => productAtoms(scheme, side));
  return register(before) === register(after) && canonicalJson(atoms(before)) === canonicalJson(atoms(after));
}

/** What the rules see of an access, side by side, interval by interval. */
export type FactsBySide = Readonly<Record<Side, readonly { readonly facts: Facts }[]>>;

type Membership = readonly [key: string, signature: string];
type Part = { readonly signature: string; readonly facts: Facts; members: number };

/** What becomes of one known class: it keeps its id with the signature of its largest part, and every other part needs a class of its own. */
export type RefinedClass = { readonly accessClassId: string; readonly kept: NeededClass; readonly split: readonly NeededClass[] };

/** Counts, product by product, into which parts the new rules divide each class. */
export class Partition {
  private readonly parts = new Map<string, Map<string, Part>>();
  private readonly signatures = { buy: new WeakMap<Facts, Membership>(), sell: new WeakMap<Facts, Membership>() };
  private readonly idByKey: ReadonlyMap<string, string>;
  /** Products by the parts that they take part in: those with the same parts move, or stay, together. */
  private readonly products = new Map<string, { readonly memberOf: readonly Membership[]; readonly ids: string[] }>();

  constructor(
    private readonly change: SchemeChange,
    private readonly known: readonly KnownClass[],
  ) {
    this.idByKey = new Map(known.map(({ side, signature, accessClassId }) => [keyOf(side, signature), accessClassId]));
    for (const { side, facts } of known) if (facts !== null) this.member(side, facts, 0);
  }

  /** Takes in the accesses of one product to the scheme, by the facts of each of their intervals. Products that share these objects cost next to nothing. */
  add(productId: string, accesses: readonly FactsBySide[]): void {
    const memberOf = accesses.flatMap((access) => sides.flatMap((side) => access[side].map(({ facts }) => this.member(side, facts, 1))));
    const group = JSON.stringify(memberOf);
    const products = this.products.get(group) ?? { memberOf, ids: [] };
    products.ids.push(productId);
    this.products.set(group, products);
  }

  /** The classes that stand, each with what splits off; a class of which no member is known is left as it is. */
  refined(): RefinedClass[] {
    return this.known.flatMap(({ accessClassId, side, signature }) => {
      const [largest, ...others] = this.inOrder(keyOf(side, signature));
      if (largest === undefined) return [];
      const split = others.filter(({ members }) => members > 0).map((part) => this.needed(side, part));
      return [{ accessClassId, kept: this.needed(side, largest), split }];
    });
  }

  /** The products of which an access leaves its class. */
  moved(): string[] {
    const keeper = new Map([...this.parts.keys()].map((key) => [key, this.inOrder(key)[0]?.signature]));
    const moves = ([key, signature]: Membership) => !this.idByKey.has(key) || keeper.get(key) !== signature;
    return [...this.products.values()].filter(({ memberOf }) => memberOf.some(moves)).flatMap(({ ids }) => ids);
  }

  private member(side: Side, facts: Facts, members: number): Membership {
    const known = this.signatures[side].get(facts);
    const key = known?.[0] ?? keyOf(side, signatureOf(this.change.before, side, facts));
    const signature = known?.[1] ?? signatureOf(this.change.after, side, facts);
    if (known === undefined) this.signatures[side].set(facts, [key, signature]);
    const parts = this.parts.get(key) ?? new Map<string, Part>();
    const part = parts.get(signature) ?? { signature, facts, members: 0 };
    part.members += members;
    parts.set(signature, part);
    this.parts.set(key, parts);
    return [key, signature];
  }

  private inOrder(key: string): Part[] {
    const parts = [...(this.parts.get(key)?.values() ?? [])];
    return parts.sort((one, other) => other.members - one.members || (one.signature < other.signature ? -1 : 1));
  }

  private needed(side: Side, { signature, facts }: Part): NeededClass {
    const { id, kind } = this.change.after;
    return { scheme: id, schemeKind: kind, side, signature, facts, residuals: residualsOf(this.change.after, side, facts) };
  }
}

const keyOf = (side: Side, signature: string): string => `${side} ${signature}`;
