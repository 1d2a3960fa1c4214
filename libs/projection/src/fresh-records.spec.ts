import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import fc from 'fast-check';
import { freshRecords } from './fresh-records.js';

const recordAt = (offset: number): StreamRecord => ({
  topic: 'jinqiao.products.v1',
  partition: 0,
  offset: BigInt(offset),
  key: null,
  value: null,
  headers: {},
  timestamp: '0',
});

/** A batch from an offset on, with gaps allowed between the offsets of its records. */
const batches = fc.tuple(fc.nat(1000), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 50 })).map(([fetchedOffset, steps]) => {
  let offset = fetchedOffset - 1;
  return { fetchedOffset: BigInt(fetchedOffset), records: steps.map((step) => recordAt((offset += step))) };
});

describe('freshRecords', () => {
  test('goes back to the checkpoint when the batch begins above it', () => {
    fc.assert(
      fc.property(batches, fc.bigInt({ min: 1n, max: 500n }), (batch, below) => {
        const checkpoint = batch.fetchedOffset - below;
        expect(freshRecords(batch, checkpoint)).toEqual({ seekTo: checkpoint });
      }),
    );
  });

  test('drops exactly what lies below the checkpoint and goes on behind the last record', () => {
    fc.assert(
      fc.property(batches, fc.bigInt({ min: 0n, max: 200n }), (batch, above) => {
        const checkpoint = batch.fetchedOffset + above;
        const fresh = freshRecords(batch, checkpoint);
        const expected = batch.records.filter(({ offset }) => offset >= checkpoint);
        if ('seekTo' in fresh) {
          expect(expected).toEqual([]);
          expect(fresh.seekTo).toBe(checkpoint);
        } else {
          expect(fresh.records).toEqual(expected);
          expect(fresh.nextOffset).toBe((expected.at(-1)?.offset ?? 0n) + 1n);
        }
      }),
    );
  });

  test('finds nothing fresh in a batch that it has taken before', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const first = freshRecords(batch, batch.fetchedOffset);
        if ('seekTo' in first) return;
        expect(freshRecords(batch, first.nextOffset)).toEqual({ seekTo: first.nextOffset });
      }),
    );
  });
});
