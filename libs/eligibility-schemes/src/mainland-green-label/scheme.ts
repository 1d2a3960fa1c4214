import { all, any, eq, lt } from '@jinqiao/eligibility-rules/conditions';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { mainlandTextPrevails } from '../authoritative-language.js';

/** Whether a product may be called green by the Mainland's catalogue; the label grants nobody access. */
export const mainlandGreenLabel: Scheme = {
  id: 'mainland-green-label',
  names: { en: 'Mainland green finance label', 'zh-Hans': '绿色金融支持项目目录', 'zh-Hant': '綠色金融支持項目目錄' },
  kind: 'label',
  direction: 'onshore',
  theme: 'green-finance',
  inForceFrom: '2025-10-01',
  productTypes: ['bond', 'loan', 'fund'],
  coverage: 'partial',
  authoritativeLanguage: mainlandTextPrevails,
  note: {
    en: 'The catalogue of 2025; bonds registered earlier keep the catalogue of 2021.',
    'zh-Hans': '适用2025年版目录；此前已注册的债券沿用2021年版目录。',
    'zh-Hant': '適用2025年版目錄；此前已註冊的債券沿用2021年版目錄。',
  },
  rules: [
    {
      id: 'GRN-CN-01',
      side: 'both',
      from: '2025-10-01',
      says: {
        en: 'Green means green by the catalogue of 2025; a bond registered or outstanding before the notice keeps the catalogue of 2021.',
        'zh-Hans': '绿色标识须符合2025年版目录；通知发布前已注册或存续的债券可沿用2021年版目录。',
        'zh-Hant': '綠色標識須符合2025年版目錄；通知發布前已註冊或存續的債券可沿用2021年版目錄。',
      },
      requires: any(
        eq('product.greenStandard', 'CN_GFEPC_2025'),
        all(lt('product.bondRegisteredOn', '2025-10-01'), eq('product.greenStandard', 'CN_GBEPC_2021')),
      ),
      cites: [{ instrument: 'PBOC, NFRA and CSRC notice on the catalogue of 2025', seenOn: 'financeun 61224, jiaodiancj' }],
      confidence: 'secondary-page',
      doubt: {
        en: 'Older bonds are those before the day on which the notice was published; that day is approximated.',
        'zh-Hans': '新老划断以通知发布日为准，该日期为近似日期。',
        'zh-Hant': '新老劃斷以通知發布日為準，該日期為近似日期。',
      },
    },
  ],
};
