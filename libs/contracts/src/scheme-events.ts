import { z } from 'zod';
import type { EventContract } from './event-contract.js';
import { Day } from './shapes.js';

/** What a scheme's published list says of one security on a day. */
export const ListStanding = z.enum(['full', 'sell_only', 'buy_suspended']);
export type ListStanding = z.infer<typeof ListStanding>;

/** A scheme's published list for a day: within its market and product types absence means `not_listed`, outside it the standing is unknown. */
export const PublishedList = z.object({
  listId: z.uuid(),
  version: z.int().min(1),
  scheme: z.string().min(1),
  day: Day,
  /** ISO 10383. */
  mic: z.string().length(4),
  productTypes: z.array(z.string().min(1)).min(1),
  entries: z.array(z.object({ code: z.string().min(1), standing: ListStanding })),
});
export type PublishedList = z.infer<typeof PublishedList>;

/** A supervisor has entered a scheme's published list; a correction of the same day carries the next version. */
export const listPublished: EventContract<PublishedList> = {
  type: 'jinqiao.scheme.list-published.v1',
  topic: 'jinqiao.schemes.v1',
  data: PublishedList,
  example: {
    listId: '019aa000-0000-7000-8000-000000000201',
    version: 1,
    scheme: 'stock-connect-northbound',
    day: '2018-12-04',
    mic: 'XSHG',
    productTypes: ['a_share'],
    entries: [{ code: '600000', standing: 'full' }],
  },
};

/** Every event on `jinqiao.schemes.v1`. */
export const schemeEvents = [listPublished] as const;
