import type { AuthoredTexts } from './rule.js';

/** A text that was written in each of the three languages. */
export function authored(en: string, zhHans: string, zhHant: string): AuthoredTexts {
  return { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
}
