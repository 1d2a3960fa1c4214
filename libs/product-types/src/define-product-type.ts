import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { z } from 'zod';
import type { ListKey, ProductType, Terms } from './product-type.js';

/** The terms of a shape, any of which may be absent. */
export type PartialTerms<Shape extends z.ZodRawShape> = { readonly [Term in keyof Shape]?: z.output<Shape[Term]> | undefined };

/** A term that contradicts the others, and what to write instead. */
export type Contradiction<Shape extends z.ZodRawShape> = { readonly term: keyof Shape & string; readonly message: string };

/** What a product type says beyond its schema: see `ProductType`. */
export type ProductTypeDefinition<Shape extends z.ZodRawShape> = Pick<ProductType, 'id' | 'names' | 'licensedActivity' | 'example'> & {
  readonly shape: Shape;
  /** Finds a contradiction between terms; any of them may be absent in a draft. */
  readonly contradiction?: (terms: PartialTerms<Shape>) => Contradiction<Shape> | undefined;
  /** The term behind each fact. */
  readonly facts: Readonly<Record<`product.${string}`, keyof Shape & string>>;
  readonly listKey?: (terms: PartialTerms<Shape>) => ListKey | undefined;
};

/** Makes a product type of the shape of its terms and the term behind each fact: strict schemas for what enters, a tolerant one for what was stored. */
export function defineProductType<Shape extends z.ZodRawShape>(definition: ProductTypeDefinition<Shape>): ProductType {
  const { shape, contradiction, facts: termOf, listKey, ...named } = definition;
  const stored = z.object(shape).partial();
  const read = (terms: Terms): PartialTerms<Shape> => stored.parse(terms) as PartialTerms<Shape>;
  const agreeing = (schema: z.ZodObject): z.ZodObject =>
    schema.superRefine((terms, context) => {
      const found = contradiction?.(terms as PartialTerms<Shape>);
      if (found !== undefined) context.addIssue({ code: 'custom', path: [found.term], message: found.message, input: terms[found.term] });
    });
  return {
    ...named,
    terms: agreeing(z.strictObject(shape)),
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
