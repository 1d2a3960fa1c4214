import { Side } from '@jinqiao/contracts/shapes';
import { z } from 'zod';
import { verdicts } from './verdict.js';

/** A day as a question may name it; the calendar has no year 0. */
export const AskedDay = z.iso.date().refine((day) => day >= '0001-01-01', { message: 'Expected a day from 0001-01-01 on.' });

const token = z.string().max(200).describe('The Consistency-Token of a write: the answer waits up to 2 s for it, else says stale.');

// Which names are facts, and of which type, the fact dictionary says: a fault there is facts-not-valid.
const facts = z.record(z.string(), z.unknown());

export const EligibleFor = z.strictObject({
  investor: facts,
  trade: facts.optional(),
  side: Side.default('buy'),
  asOf: AskedDay.optional(),
  verdicts: z.array(z.enum(verdicts)).min(1).max(4).default(['eligible']),
});

export const SearchRequest = z
  .strictObject({
    text: z.string().max(200).optional(),
    productTypes: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
    schemes: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
    eligibleFor: EligibleFor.optional(),
    asOf: AskedDay.optional(),
    limit: z.int().min(1).max(200).default(20),
    cursor: z.string().min(1).max(2000).optional(),
    after: token.optional(),
  })
  .refine(({ asOf, eligibleFor }) => asOf === undefined || eligibleFor?.asOf === undefined || asOf === eligibleFor.asOf, {
    message: 'Two different days are asked for. Expected the same day as /eligibleFor/asOf, or only one of the two.',
    path: ['asOf'],
  })
  .meta({ id: 'CatalogueSearch' });
export type SearchRequest = z.infer<typeof SearchRequest>;

export const ProductId = z.uuid();

export const AfterQuery = z.strictObject({ after: token.optional() });
export type AfterQuery = z.infer<typeof AfterQuery>;

export const ProductQuery = z.strictObject({ after: token.optional(), asOf: AskedDay.optional() });
export type ProductQuery = z.infer<typeof ProductQuery>;
