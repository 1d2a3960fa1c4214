import type { AuthoredTexts } from '@jinqiao/eligibility-rules/rule';

/** Said with every verdict that rests on Mainland instruments. */
export const mainlandTextPrevails: AuthoredTexts = {
  en: 'The Simplified Chinese text of Mainland instruments prevails; what is shown here summarises them.',
  'zh-Hans': '内地法规以简体中文文本为准；此处所示为摘要。',
  'zh-Hant': '內地法規以簡體中文文本為準；此處所示為摘要。',
};

/** Said with every verdict that rests on Hong Kong instruments; which text prevails there was not confirmed from a source. */
export const hongKongTexts: AuthoredTexts = {
  en: 'Hong Kong instruments are published in English and Chinese; that both texts are equally authoritative was not confirmed. What is shown here summarises them.',
  'zh-Hans': '香港法规以中英文发布；两种文本是否具同等效力未经核实。此处所示为摘要。',
  'zh-Hant': '香港法規以中英文發布；兩種文本是否具同等效力未經核實。此處所示為摘要。',
};

/** Said with every verdict that rests on instruments of both sides. */
export const textsOfBothSides: AuthoredTexts = {
  en: 'The Simplified Chinese text of Mainland instruments prevails. Hong Kong instruments are published in English and Chinese; that both texts are equally authoritative was not confirmed. What is shown here summarises them.',
  'zh-Hans': '内地法规以简体中文文本为准；香港法规以中英文发布，两种文本是否具同等效力未经核实。此处所示为摘要。',
  'zh-Hant': '內地法規以簡體中文文本為準；香港法規以中英文發布，兩種文本是否具同等效力未經核實。此處所示為摘要。',
};
