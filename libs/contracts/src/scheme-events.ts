import { z } from 'zod';
import { Condition } from './access-class-events.js';
import type { EventContract } from './event-contract.js';
import { Day, Side, Texts, unordered } from './shapes.js';

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
  productTypes: z.array(z.string().min(1)).min(1).meta(unordered()),
  entries: z.array(z.object({ code: z.string().min(1), standing: ListStanding })).meta(unordered('code')),
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

/** Where a rule was read; `seenOn` names the page where it was seen when that is not the issuer's own. */
export const Citation = z.object({
  instrument: z.string().min(1),
  article: z.string().optional(),
  url: z.string().optional(),
  seenOn: z.string().optional(),
  seenAt: Day.optional(),
  lastVerifiedAt: Day.optional(),
});
export type Citation = z.infer<typeof Citation>;

/** One clause of a scheme for a period, both days inclusive; a rule without `confidence`, or that only explains, is shown and never decides. */
export const PublishedRule = z.object({
  id: z.string().min(1),
  side: z.union([Side, z.literal('both')]),
  from: Day,
  to: Day.optional(),
  announcedOn: Day.optional(),
  operationalOn: Day.optional(),
  /** The id of the closed rule that this one follows. */
  succeeds: z.string().optional(),
  says: Texts,
  /** Narrows what the rule touches; where it is false the rule holds. */
  when: Condition.optional(),
  requires: Condition,
  cites: z.array(Citation),
  confidence: z.enum(['official-page', 'secondary-page']).optional(),
  doubt: Texts.optional(),
  about: z.literal('capacity').optional(),
  explainsOnly: z.boolean().optional(),
});
export type PublishedRule = z.infer<typeof PublishedRule>;

/** All rules of one scheme, of every day: past, in force and to come. */
export const RuleSet = z.object({
  ruleSetId: z.uuid(),
  version: z.int().min(1),
  scheme: z.string().min(1),
  rules: z.array(PublishedRule).min(1).meta(unordered('id')),
});
export type RuleSet = z.infer<typeof RuleSet>;

/** A rule of a scheme was published or closed: by a release of the law, or by two supervisors. */
export const ruleSetPublished: EventContract<RuleSet> = {
  type: 'jinqiao.scheme.rule-set-published.v1',
  topic: 'jinqiao.schemes.v1',
  data: RuleSet,
  example: {
    ruleSetId: '019aa000-0000-7000-8000-000000000401',
    version: 2,
    scheme: 'bond-connect-northbound',
    rules: [
      {
        id: 'BC-NB-02',
        side: 'buy',
        from: '2017-07-03',
        says: { en: 'A buyer is filed with the People’s Bank of China.' },
        requires: { fact: 'investor.statuses', op: 'includes', value: 'PBOC_CIBM_FILED' },
        cites: [{ instrument: 'CMU page on Bond Connect, Northbound', seenOn: 'cmu.org.hk' }],
        confidence: 'official-page',
      },
    ],
  },
};

/** Every event on `jinqiao.schemes.v1`. */
export const schemeEvents = [listPublished, ruleSetPublished] as const;
