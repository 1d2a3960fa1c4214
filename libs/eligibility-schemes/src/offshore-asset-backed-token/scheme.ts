import { all, eq } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Tokens that are issued offshore on Mainland assets; whether they may be offered. */
export const offshoreAssetBackedToken: Scheme = {
  id: 'offshore-asset-backed-token',
  names: {
    en: 'Offshore asset-backed token on Mainland assets',
    'zh-Hans': '境内资产境外资产支持证券代币',
    'zh-Hant': '境內資產境外資產支持證券代幣',
  },
  kind: 'issuance',
  direction: 'offshore',
  theme: 'digital-finance',
  inForceFrom: '2026-02-06',
  productTypes: ['token'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Filed with the CSRC before it is issued.',
    'zh-Hans': '发行前须向中国证监会备案。',
    'zh-Hant': '發行前須向中國證監會備案。',
  },
  rules: [
    {
      id: 'RWA-01',
      side: 'both',
      from: '2026-02-06',
      says: {
        en: 'An asset-backed token on Mainland assets needs a filing with the CSRC by the onshore entity that controls the assets before it is issued, and is not issued onshore.',
        'zh-Hans': '以境内资产为基础的资产支持证券代币，须在发行前由实际控制基础资产的境内主体向中国证监会备案，且不得在境内发行。',
        'zh-Hant': '以境內資產為基礎的資產支持證券代幣，須在發行前由實際控制基礎資產的境內主體向中國證監會備案，且不得在境內發行。',
      },
      requires: all(
        eq('product.csrcFilingCompleted', true),
        eq('product.csrcFiledBy', 'onshore_controlling_entity'),
        eq('product.issuedOffshore', true),
      ),
      cites: [{ instrument: 'CSRC Announcement [2026] 1', seenOn: '163.com, grandwaylaw, cointime' }],
      confidence: 'secondary-page',
    },
  ],
};
