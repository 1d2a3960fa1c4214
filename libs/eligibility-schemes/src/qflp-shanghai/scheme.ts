import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Private funds of Shanghai that invest onshore for overseas partners. Nothing that a machine may decide is confirmed. */
export const qflpShanghai: Scheme = {
  id: 'qflp-shanghai',
  names: { en: 'Shanghai QFLP', 'zh-Hans': '上海合格境外有限合伙人', 'zh-Hant': '上海合格境外有限合夥人' },
  kind: 'channel',
  direction: 'northbound',
  theme: 'rmb-asset-allocation',
  inForceFrom: null,
  productTypes: ['private_fund'],
  coverage: 'none',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'Pilot managers are approved by Shanghai. To confirm: the first day, the present thresholds and the quota; none was found.',
    'zh-Hans': '试点基金管理企业由上海审批。待核实：起始日、现行门槛及额度，均未查到。',
    'zh-Hant': '試點基金管理企業由上海審批。待核實：起始日、現行門檻及額度，均未查到。',
  },
  rules: [],
};
