import { eq, not } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { hongKongTexts } from '../authoritative-language.js';

/** Futures on five-year Chinese government bonds, listed and cleared in Hong Kong. */
export const hkexCgbFutures: Scheme = {
  id: 'hkex-cgb-futures',
  names: {
    en: 'HKEX five-year Chinese government bond futures',
    'zh-Hans': '五年期国债期货',
    'zh-Hant': '五年期國債期貨',
  },
  kind: 'channel',
  direction: 'offshore',
  theme: 'risk-management',
  inForceFrom: '2026-08-03',
  productTypes: ['future'],
  coverage: 'partial',
  authoritativeLanguage: hongKongTexts,
  note: {
    en: 'The first day is the planned one; that trading began, and the terms of the contract, are not confirmed.',
    'zh-Hans': '起始日为计划日期；是否已开始交易以及合约条款未经核实。',
    'zh-Hant': '起始日為計劃日期；是否已開始交易以及合約條款未經核實。',
  },
  rules: [
    {
      id: 'FUT-01',
      side: 'both',
      from: '2026-08-03',
      announcedOn: '2026-06-18',
      says: {
        en: 'Futures listed offshore need no QFI licence and no filing for the interbank bond market; access from the Mainland is not described.',
        'zh-Hans': '境外上市期货无须合格境外投资者资格，亦无须银行间债券市场备案；内地投资者的参与方式未有说明。',
        'zh-Hant': '境外上市期貨無須合格境外投資者資格，亦無須銀行間債券市場備案；內地投資者的參與方式未有說明。',
      },
      requires: not(eq('investor.accountMarket', 'CN')),
      cites: [
        { instrument: 'News report of 25 June 2026 on the planned futures', seenOn: 'chinainvestors.xyz 2026-06-25' },
        { instrument: 'Note on the planned futures', seenOn: 'nashnova' },
      ],
      confidence: 'secondary-page',
    },
  ],
};
