import { factDictionary } from '@jinqiao/eligibility-rules/fact-dictionary';
import type { FactSpecification } from '@jinqiao/eligibility-rules/fact-specification';
import { valueFault } from '@jinqiao/eligibility-rules/fact-value';
import { isDay } from '@jinqiao/identifiers/day';
import { isinFault } from '@jinqiao/identifiers/isin';
import { micFault } from '@jinqiao/identifiers/mic';
import { unordered } from '@jinqiao/contracts/shapes';
import { z } from 'zod';

/** An amount or percentage as a decimal text, with the scale of the fact that it states. */
export function decimalOf(fact: string): z.ZodString {
  return checked(z.string(), (value) => valueFault(specificationOf(fact), value)).meta({ format: 'decimal' });
}

/** One code of the fact that it states. */
export function codeOf(fact: string): z.ZodEnum<Record<string, string>> {
  return z.enum(valuesOf(fact));
}

/** Several codes of the fact that it states; an empty list says that there is none. */
export function codesOf(fact: string): z.ZodArray<z.ZodEnum<Record<string, string>>> {
  return setOf(codeOf(fact));
}

/** Several values whose order says nothing. */
export function setOf<Member extends z.ZodType>(member: Member): z.ZodArray<Member> {
  return z.array(member).meta(unordered());
}

/** A country or territory, ISO 3166-1 alpha-2. */
export function countryOf(fact: string): z.ZodString {
  return checked(z.string(), (value) => valueFault(specificationOf(fact), value));
}

/** An existing day, `YYYY-MM-DD`. */
export const day = checked(z.string(), (value) => (isDay(value) ? undefined : 'Write an existing day as "YYYY-MM-DD".')).meta({
  format: 'date',
});

/** A Market Identifier Code, ISO 10383; its form is checked, not whether it exists. */
export const mic = checked(z.string(), micFault);

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

/** The currency of what exists in renminbi only. */
export const renminbi = z.enum(['CNY']);

/** Where the renminbi of the product trade. */
export const rmbMarket = z.enum(['onshore', 'offshore']);

/** `rmbMarket` of a product that may have another currency; `defineProductType` asks for it where the currency is CNY and refuses it elsewhere. */
export const rmbMarketOfCny = rmbMarket.optional().describe('Needed where the currency is CNY to tell onshore from offshore renminbi.');

/** An amount of the currency that stands beside it, as a decimal text that is not negative. */
export const amount = notNegative(decimalOf('product.marketCapCny'));

/** A quantity such as grams, or a percentage that cannot be negative, as a decimal text. */
export const quantity = notNegative(decimalOf('product.connectEligibleWeightPct'));

/** A time of day in Shanghai and Hong Kong, `HH:MM`. */
export const localTime = checked(z.string(), (value) => valueFault(specificationOf('trade.localTime'), value));

/** A whole number of months, days or contracts, at least one. */
export const count = z.int().min(1).max(1_000_000);

/** A name, number or short wording as its author writes it, without spaces around it. */
export const wording = z.string().regex(/^\S(?:.{0,198}\S)?$/u, 'Write 1 to 200 characters on one line, without spaces around them.');

/** The exchange's code of a Mainland security, six digits; it collides with fund codes, so it always stands beside a MIC. */
export const mainlandSecurityCode = z.string().regex(/^\d{6}$/, 'Write the six digits of the code, leading zeros included.');

/** The stock code of the Hong Kong exchange in its full length, so that every security has one spelling. */
export const hongKongStockCode = z.string().regex(/^\d{5}$/, 'Write the five digits of the stock code, leading zeros included.');

function notNegative(schema: z.ZodString): z.ZodString {
  return checked(schema, (value) => (value.startsWith('-') ? 'Write a decimal text that is not negative.' : undefined));
}

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
