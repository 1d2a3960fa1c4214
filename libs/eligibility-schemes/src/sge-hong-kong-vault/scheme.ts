import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { textsOfBothSides } from '../authoritative-language.js';

/** Gold contracts of the Shanghai Gold Exchange that deliver in Hong Kong. Nothing that a machine may decide is confirmed. */
export const sgeHongKongVault: Scheme = {
  id: 'sge-hong-kong-vault',
  names: { en: 'SGE Hong Kong vault contracts (iPAu99.99HK, iPAu99.5HK)', 'zh-Hans': '上金所香港交割库', 'zh-Hant': '上金所香港交割庫' },
  kind: 'channel',
  direction: 'offshore',
  theme: 'gold',
  inForceFrom: '2025-06-26',
  productTypes: ['gold_contract'],
  coverage: 'none',
  authoritativeLanguage: textsOfBothSides,
  note: {
    en: 'The specification of the contracts was not found. To confirm: contract sizes, ticks, hours, and the tests for members.',
    'zh-Hans': '未查到合约规格。待核实：合约规模、最小变动价位、交易时间及会员准入条件。',
    'zh-Hant': '未查到合約規格。待核實：合約規模、最小變動價位、交易時間及會員准入條件。',
  },
  rules: [],
};
