import type { BuiltInReasonId } from './clauses.js';
import type { AuthoredTexts } from './rule.js';

/** What the decision itself says, beside the rules. */
export const builtInReasons: Readonly<Record<BuiltInReasonId, { readonly says: AuthoredTexts }>> = {
  'product-type-not-carried': {
    says: {
      en: 'This scheme does not carry products of this type.',
      'zh-Hans': '该机制不涵盖此类产品。',
      'zh-Hant': '該機制不涵蓋此類產品。',
    },
  },
  'list-standing': {
    says: {
      en: "Only what the scheme's current published list shows as open for both buying and selling may be bought.",
      'zh-Hans': '只有在该机制现行公布名单上列为可买可卖的证券方可买入。',
      'zh-Hant': '只有在該機制現行公布名單上列為可買可賣的證券方可買入。',
    },
  },
  'nothing-said': {
    says: {
      en: 'No confirmed rule says whether this is allowed. Ask a compliance officer before you rely on it.',
      'zh-Hans': '没有已核实的规则说明是否允许。请先向合规人员查询。',
      'zh-Hant': '沒有已核實的規則說明是否允許。請先向合規人員查詢。',
    },
  },
  'start-day-not-confirmed': {
    says: {
      en: 'The first day of this scheme is not confirmed. Ask a compliance officer before you rely on it.',
      'zh-Hans': '该机制的启用日期未经核实。请先向合规人员查询。',
      'zh-Hant': '該機制的啟用日期未經核實。請先向合規人員查詢。',
    },
  },
};
