import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import fc from 'fast-check';
import { latestRecords } from './latest-records.js';

const record = (offset: number, key: string | null, sequence: string): StreamRecord => ({
  topic: 'jinqiao.products.v1',
  partition: 0,
  offset: BigInt(offset),
  key: key === null ? null : Buffer.from(key),
  value: null,
  headers: { ce_sequence: sequence },
  timestamp: '0',
});
const batches = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.constantFrom('1', '02', '3', '10', '', 'x')), { maxLength: 40 })
  .map((rows) => rows.map(([key, sequence], offset) => record(offset, key, sequence)));

describe('the latest records', () => {
  test('hold every record once, as one to read or hidden by one of its key that is not older', () => {
    fc.assert(
      fc.property(batches, (records) => {
        const { latest, hiddenBy } = latestRecords(records);
        const all = latest.flatMap((each) => [each, ...hiddenBy(each)]);
        expect(all.map(({ offset }) => offset).sort()).toEqual(records.map(({ offset }) => offset).sort());
        expect(latest.map(({ offset }) => offset)).toEqual(latest.map(({ offset }) => offset).sort((left, right) => Number(left - right)));
        for (const each of latest) {
          for (const hidden of hiddenBy(each)) {
            expect(hidden.key).toEqual(each.key);
            expect(Number(hidden.headers['ce_sequence'])).toBeLessThanOrEqual(Number(each.headers['ce_sequence']));
          }
        }
      }),
    );
  });

  test('hide nothing of which key or version is not known', () => {
    const records = [record(0, 'a', ''), record(1, null, '1'), record(2, 'a', '1'), record(3, 'a', '2')];
    const { latest, hiddenBy } = latestRecords(records);
    expect(latest.map(({ offset }) => offset)).toEqual([0n, 1n, 3n]);
    expect(hiddenBy(records[3] as StreamRecord)).toEqual([records[2]]);
  });
});
