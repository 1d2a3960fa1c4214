import { authored } from './authored-texts.js';
import type { AuthoredTexts } from './rule.js';

/** What the codes of facts about an order mean, by fact and code. */
export const tradeCodeLabels: Readonly<Record<string, Readonly<Record<string, AuthoredTexts>>>> = {
  'trade.settlementCurrency': {
    CNY: authored('Renminbi (CNY)', '人民币（CNY）', '人民幣（CNY）'),
    HKD: authored('Hong Kong dollar (HKD)', '港元（HKD）', '港元（HKD）'),
    USD: authored('US dollar (USD)', '美元（USD）', '美元（USD）'),
    EUR: authored('Euro (EUR)', '欧元（EUR）', '歐元（EUR）'),
  },
};
