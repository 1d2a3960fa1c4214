import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { FactSpecification } from '@jinqiao/eligibility-rules/fact-specification';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import { isDay } from '@jinqiao/identifiers/day';
import { isinFault } from '@jinqiao/identifiers/isin';
import { z } from 'zod';

/** An amount or percentage as a decimal text, with the scale of the fact that it states. */
export function decimalOf(fact: string): z.ZodString {
  return checked(z.string(), (value) => valueFault(specificationOf(fact), value));
}

/** One code of the fact that it states. */
export function codeOf(fact: string): z.ZodEnum<Record<string, string>> {
  return z.enum(valuesOf(fact));
}

/** Several codes of the fact that it states; an empty list says that there is none. */
export function codesOf(fact: string): z.ZodArray<z.ZodEnum<Record<string, string>>> {
  return z.array(codeOf(fact));
}

/** A country or territory, ISO 3166-1 alpha-2. */
export function countryOf(fact: string): z.ZodString {
  return checked(z.string(), (value) => valueFault(specificationOf(fact), value));
}

/** An existing day, `YYYY-MM-DD`. */
export const day = checked(z.string(), (value) => (isDay(value) ? undefined : 'Write an existing day as "YYYY-MM-DD".')).meta({
  format: 'date',
});

/** An ISIN, ISO 6166, with its check digit. */
export const isin = checked(z.string(), isinFault);

/** A share of something in percent, or a rate in percent a year, as a decimal text. */
export const percent = decimalOf('product.connectEligibleWeightPct');

/** An amount in renminbi as a decimal text. */
export const amountCny = decimalOf('product.marketCapCny');

/** The Mainland's rating of product risk, R1 to R5, as its number. */
export const riskRatingR = z.int().min(1).max(5);

/** A Hong Kong distributor's own rating of product risk, from 1 to 5. */
export const distributorRiskRating = z.int().min(1).max(5);

/** ISO 4217. Renminbi outside the Mainland is CNY with `rmbMarket` offshore: CNH is no currency code. */
export const currency = z.enum(['CNY', 'HKD', 'USD', 'EUR']);

/** Where the renminbi of the product trade. */
export const rmbMarket = z.enum(['onshore', 'offshore']);

function checked(schema: z.ZodString, fault: (value: string) => string | undefined): z.ZodString {
  return schema.superRefine((value, context) => {
    const message = fault(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: value });
  });
}

function specificationOf(fact: string): FactSpecification {
  const specification = factDictionary.get(fact);
  if (specification === undefined)
    throw new TypeError(`There is no fact ${fact}: add it to the fact dictionary before a product type states it.`);
  return specification;
}

function valuesOf(fact: string): [string, ...string[]] {
  const [first, ...others] = specificationOf(fact).values ?? [];
  if (first === undefined) throw new TypeError(`${fact} has no list of codes.`);
  return [first, ...others];
}
