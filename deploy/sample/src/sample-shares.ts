import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { SampleProduct } from './sample-product.js';

/** The day of the exchange's list that the sample carries. */
export const listDay = '2018-12-04';

/** The scheme whose published list it is. */
export const listScheme = 'stock-connect-northbound';

const listFile = new URL('../stock-connect-northbound-shanghai-2018-12-04.csv', import.meta.url);

type ShareRow = {
  readonly mic: string;
  readonly stockCode: string;
  readonly board: string;
  readonly nameEn: string;
  readonly listing: string;
};

/** The 581 Shanghai shares that the exchange's list of 4 December 2018 opened both ways. */
export async function readShares(): Promise<readonly ShareRow[]> {
  return parse<ShareRow>(await readFile(listFile, 'utf8'), { columns: true, skip_empty_lines: true });
}

/** A share as its institution offers it; only the English name is in the list, the others stay missing. */
export const shareProduct = ({ mic, stockCode, board, nameEn }: ShareRow): SampleProduct => ({
  productCode: `${mic}-${stockCode}`,
  productType: 'a_share',
  names: { en: nameEn },
  terms: { mic, stockCode, board },
  accesses: [{ scheme: listScheme, audience: 'public' }],
  offeredFrom: listDay,
});

/** The published list as a supervisor enters it: whole, however few of its shares are offered. */
export const publishedList = (shares: readonly ShareRow[]) => ({
  day: listDay,
  mic: 'XSHG',
  productTypes: ['a_share'],
  entries: shares.map(({ stockCode, listing }) => ({ code: stockCode, standing: listing })),
});
