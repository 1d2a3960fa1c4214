import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';

/** Said with every verdict that rests on Mainland instruments. */
export const mainlandTextPrevails: AuthoredTexts = {
  en: 'The Simplified Chinese text of Mainland instruments prevails; what is shown here summarises them.',
  'zh-Hans': '内地法规以简体中文文本为准；此处所示为摘要。',
  'zh-Hant': '內地法規以簡體中文文本為準；此處所示為摘要。',
};
