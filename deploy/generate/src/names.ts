import type { Texts } from '@jinqiao/contracts/shapes';
import type { ProductType } from '@jinqiao/product-types/product-type';
import { pick } from './random.js';
import type { Random } from './random.js';

type Word = { readonly en: string; readonly 'zh-Hans': string; readonly 'zh-Hant': string };

const word = (en: string, hans: string, hant: string = hans): Word => ({ en, 'zh-Hans': hans, 'zh-Hant': hant });

const landscapes = [
  word('Jade', '翠玉'),
  word('Harbour', '港湾', '港灣'),
  word('Bamboo', '青竹'),
  word('Lantern', '灯笼', '燈籠'),
  word('Plum', '梅花'),
  word('Cloud', '云海', '雲海'),
  word('Granite', '磐石'),
  word('Heron', '白鹭', '白鷺'),
] as const;
const purposes = [
  word('Growth', '成长', '成長'),
  word('Income', '收益'),
  word('Balance', '均衡'),
  word('Select', '精选', '精選'),
  word('Steady', '稳健', '穩健'),
  word('Green', '绿色', '綠色'),
] as const;

/** The name of an issuer that nobody can take for a real one. */
export function issuerName(issuer: number): Word {
  const place = landscapes[issuer % landscapes.length] ?? landscapes[0];
  const number = issuer + 1;
  return word(`Synthetic ${place.en} ${number}`, `虚构${place['zh-Hans']}${number}号`, `虛構${place['zh-Hant']}${number}號`);
}

/** The product's name in English and both Chinese scripts, at times in one of them alone. */
export function productName(issuer: number, type: ProductType, number: number, random: Random): Texts {
  const [by, purpose] = [issuerName(issuer), pick(random, purposes)];
  const en = `${by.en} ${purpose.en} ${type.names.en} ${number}`;
  const hans = `${by['zh-Hans']}${purpose['zh-Hans']}${type.names['zh-Hans']}${number}`;
  const hant = `${by['zh-Hant']}${purpose['zh-Hant']}${type.names['zh-Hant']}${number}`;
  const spoken = random();
  if (spoken < 0.1) return { en };
  if (spoken < 0.2) return { 'zh-Hans': hans };
  return { en, 'zh-Hans': hans, 'zh-Hant': hant };
}
