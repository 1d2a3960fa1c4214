import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';
import { defineProductType } from '@jinqiao/product-types/define-product-type';
import { z } from 'zod';
import type { Law } from '../src/law.js';

const texts = (en: string) => ({ en, 'zh-Hans': en, 'zh-Hant': en });

const rule = (id: string, from: string, requires: Rule['requires'], more: Partial<Rule> = {}): Rule => ({
  id,
  side: 'both',
  from,
  says: texts(id),
  requires,
  cites: [{ instrument: 'An invented circular' }],
  confidence: 'official-page',
  ...more,
});

/** A type that has everything that may switch: a code on lists, a day from which an age follows, a board, a rating. */
const share = defineProductType({
  id: 'a_share',
  names: texts('Share'),
  licensedActivity: 'dealing_in_securities',
  shape: {
    mic: z.string(),
    stockCode: z.string(),
    board: z.enum(['MAIN', 'STAR']),
    listedOn: z.string(),
    riskRatingR: z.int(),
  },
  facts: { 'product.board': 'board', 'product.listedOn': 'listedOn', 'product.riskRatingR': 'riskRatingR' },
  listKey: ({ mic, stockCode }) => (mic === undefined || stockCode === undefined ? undefined : { mic, code: stockCode }),
  example: { names: { en: 'A share' }, terms: { mic: 'XSHG', stockCode: '600000' } },
});

/** Decided by a list for buying; its rules look at an age, a board and a rating against the investor's. */
export const listed: Scheme = {
  id: 'listed-channel',
  names: texts('Listed channel'),
  kind: 'channel',
  direction: 'northbound',
  theme: 'test',
  inForceFrom: '2018-12-01',
  productTypes: ['a_share'],
  coverage: 'partial',
  decidedByList: 'product.schemeListing',
  rules: [
    rule('L-1', '2018-12-10', { fact: 'product.listedMonths', op: 'gte', value: 6 }, { side: 'buy' }),
    rule(
      'L-2',
      '2018-12-20',
      { fact: 'investor.statuses', op: 'includes', value: 'HK_IPI' },
      {
        side: 'buy',
        to: '2019-01-05',
        when: { fact: 'product.board', op: 'eq', value: 'STAR' },
      },
    ),
    rule('L-3', '2018-12-15', { fact: 'product.riskRatingR', op: 'lte', otherFact: 'investor.riskToleranceC' }),
    rule('L-4', '2018-12-01', { all: [] }, { side: 'sell' }),
  ],
};

/** Decided by rules alone, which look at the institution. */
export const licensed: Scheme = {
  id: 'licensed-channel',
  names: texts('Licensed channel'),
  kind: 'channel',
  direction: 'northbound',
  theme: 'test',
  inForceFrom: '2018-12-05',
  productTypes: ['a_share'],
  coverage: 'partial',
  rules: [
    rule('I-1', '2018-12-05', { fact: 'institution.licensedActivities', op: 'includes', value: 'asset_management' }),
    rule('I-2', '2018-12-05', { fact: 'institution.schemeRoles', op: 'includes', value: 'participant' }, { side: 'buy' }),
    rule('I-3', '2018-12-12', { fact: 'investor.kind', op: 'eq', value: 'institution' }, { to: '2019-01-10' }),
  ],
};

const schemes = [listed, licensed];

/** An invented law in which every kind of breakpoint occurs. */
export const syntheticLaw: Law = {
  schemes,
  schemeById: (id) => schemes.find((scheme) => scheme.id === id),
  productTypeById: (id) => (id === share.id ? share : undefined),
  hash: 'synthetic',
};
