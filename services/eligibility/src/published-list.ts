import { ListStanding } from '@jinqiao/contracts/scheme-events';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { isDay } from '@jinqiao/identifiers/day';
import { micFault } from '@jinqiao/identifiers/mic';
import { z } from 'zod';

/** The most entries that one list may have: the real ones have some hundreds to some thousands. */
export const entriesMax = 10_000;

const Mic = z.string().superRefine((text, context) => {
  const fault = micFault(text);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
});

/** A calendar day that exists, in UTC+8. */
export const ExistingDay = z.string().refine(isDay, { message: 'Write a day that exists as YYYY-MM-DD, for example 2018-12-04.' });

export const PublishListBody = z.strictObject({
  day: ExistingDay,
  mic: Mic,
  productTypes: z.array(z.string().min(1).max(100)).min(1).max(50),
  entries: z
    .array(z.strictObject({ code: z.string().min(1).max(32), standing: ListStanding }))
    .max(entriesMax, { message: `A list has at most ${entriesMax} entries. Publish it by market or by product type.` }),
});
export type PublishListBody = z.infer<typeof PublishListBody>;

/** One thing that is wrong with a list that has the right shape. */
export type ListFault = { readonly path: readonly (string | number)[]; readonly message: string };

/** Why a scheme can't take this list; empty where it can. */
export function listFaults(scheme: Scheme, list: PublishListBody): ListFault[] {
  const uncarried = list.productTypes.flatMap((productType, index) =>
    scheme.productTypes.includes(productType)
      ? []
      : [
          {
            path: ['productTypes', index],
            message: `The scheme ${scheme.id} does not carry this product type; it carries ${scheme.productTypes.join(', ')}.`,
          },
        ],
  );
  const repeatedTypes = repeated(list.productTypes).map(({ index, first }) => ({
    path: ['productTypes', index],
    message: `This product type stands at place ${first} already; name each once.`,
  }));
  const repeatedCodes = repeated(list.entries.map(({ code }) => code)).map(({ index, first }) => ({
    path: ['entries', index, 'code'],
    message: `This code stands at place ${first} already; a list gives each code one standing.`,
  }));
  return [...uncarried, ...repeatedTypes, ...repeatedCodes];
}

function repeated(texts: readonly string[]): { index: number; first: number }[] {
  const firstPlace = new Map<string, number>();
  return texts.flatMap((text, index) => {
    const first = firstPlace.get(text);
    if (first === undefined) firstPlace.set(text, index);
    return first === undefined ? [] : [{ index, first }];
  });
}

/** The same list in one order, so that two publications of the same content are the same text. */
export function inFixedOrder(list: PublishListBody): PublishListBody {
  return {
    ...list,
    productTypes: [...list.productTypes].sort(),
    entries: [...list.entries].sort((one, other) => (one.code < other.code ? -1 : 1)),
  };
}
