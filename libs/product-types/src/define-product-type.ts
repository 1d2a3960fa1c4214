import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { z } from 'zod';
import type { ListKey, ProductType, Terms } from './product-type.js';

/** The terms of a shape, any of which may be absent. */
export type PartialTerms<Shape extends z.ZodRawShape> = { readonly [Term in keyof Shape]?: z.output<Shape[Term]> | undefined };

/** A term that contradicts the others, and what to write instead. */
export type Contradiction<Shape extends z.ZodRawShape> = { readonly term: keyof Shape & string; readonly message: string };

/** What a product type says beyond its schema: see `ProductType`. */
export type ProductTypeDefinition<Shape extends z.ZodRawShape> = Pick<
  ProductType,
  'id' | 'names' | 'licensedActivity' | 'cfiStarts' | 'example'
> & {
  readonly shape: Shape;
  /** Finds a contradiction between terms; any of them may be absent in a draft. */
  readonly contradiction?: (terms: PartialTerms<Shape>) => Contradiction<Shape> | undefined;
  /** Terms that the others make necessary, where they are absent; `rmbMarket` beside a currency of CNY is always asked for. */
  readonly alsoNeeds?: (terms: PartialTerms<Shape>) => readonly (keyof Shape & string)[];
  /** The term behind each fact. */
  readonly facts: Readonly<Record<`product.${string}`, keyof Shape & string>>;
  readonly listKey?: (terms: PartialTerms<Shape>) => ListKey | undefined;
};

/** Makes a product type of the shape of its terms and the term behind each fact: strict schemas for what enters, a tolerant one for what was stored. */
export function defineProductType<Shape extends z.ZodRawShape>(definition: ProductTypeDefinition<Shape>): ProductType {
  const { shape, contradiction, alsoNeeds: needed, facts: termOf, listKey, ...named } = definition;
  const stored = z.object(shape).partial();
  const read = (terms: Terms): PartialTerms<Shape> => stored.parse(terms) as PartialTerms<Shape>;
  const agreeing = (schema: z.ZodObject): z.ZodObject =>
    schema.superRefine((terms, context) => {
      const found = contradiction?.(terms as PartialTerms<Shape>) ?? foreignRenminbi(shape, terms);
      if (found !== undefined) context.addIssue({ code: 'custom', path: [found.term], message: found.message, input: terms[found.term] });
    });
  const alsoNeeds = (terms: Terms): readonly string[] => [
    ...(lacksRenminbiMarket(shape, terms) ? ['rmbMarket'] : []),
    ...(needed?.(terms as PartialTerms<Shape>) ?? []),
  ];
  return {
    ...named,
    terms: agreeing(z.strictObject(shape)).superRefine((terms, context) => {
      for (const term of alsoNeeds(terms))
        context.addIssue({ code: 'custom', path: [term], message: `The other terms make ${term} necessary.` });
    }),
    alsoNeeds,
    partialTerms: agreeing(z.strictObject(shape).partial()),
    factNames: Object.keys(termOf),
    facts: (terms) => {
      const known = read(terms);
      const present = Object.entries(termOf).filter(([, term]) => known[term] !== undefined);
      return Object.fromEntries(present.map(([fact, term]) => [fact, known[term]])) as Facts;
    },
    listKey: (terms) => listKey?.(read(terms)),
  };
}

const saysRenminbiMarket = (shape: z.ZodRawShape): boolean => 'currency' in shape && 'rmbMarket' in shape;

function lacksRenminbiMarket(shape: z.ZodRawShape, { currency, rmbMarket }: Terms): boolean {
  return saysRenminbiMarket(shape) && currency === 'CNY' && rmbMarket === undefined;
}

function foreignRenminbi(shape: z.ZodRawShape, { currency, rmbMarket }: Terms): { term: string; message: string } | undefined {
  if (!saysRenminbiMarket(shape) || rmbMarket === undefined || currency === undefined || currency === 'CNY') return undefined;
  return { term: 'rmbMarket', message: 'Only CNY has an onshore and an offshore market. Leave rmbMarket out, or correct the currency.' };
}
