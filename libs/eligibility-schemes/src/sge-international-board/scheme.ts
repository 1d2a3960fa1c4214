import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Gold contracts of the Shanghai Gold Exchange for overseas customers. Nothing that a machine may decide is confirmed. */
export const sgeInternationalBoard: Scheme = {
  id: 'sge-international-board',
  names: { en: 'Shanghai Gold Exchange International Board', 'zh-Hans': '上金所国际板', 'zh-Hant': '上金所國際板' },
  kind: 'channel',
  direction: 'both',
  theme: 'gold',
  inForceFrom: '2014-09-18',
  productTypes: ['gold_contract'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The exact first day is unverified. To confirm: the first day, the tests for members and customers, and the hours.',
    'zh-Hans': '确切起始日未经核实。待核实：起始日、会员与客户的准入条件及交易时间。',
    'zh-Hant': '確切起始日未經核實。待核實：起始日、會員與客戶的准入條件及交易時間。',
  },
  rules: [],
};
