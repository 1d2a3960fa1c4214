import type { Consumer } from 'kafkajs';
import type { RecordBatch, StreamLog } from './event-stream.js';
import { StartingPoints } from './starting-points.js';
import type { CommittedOffset } from './starting-points.js';

/** What a consumer that was given partition 0 of `t` is asked and told, when the stored checkpoint says `checkpoint`. */
async function startedAt(place: Omit<CommittedOffset, 'topic' | 'partition'>, checkpoint: (batch: RecordBatch) => bigint) {
  const asked: RecordBatch[] = [];
  const told: string[] = [];
  const errors: string[] = [];
  const log: StreamLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (_fields, message) => errors.push(message),
  };
  const resumed = new Promise<void>((resolve) => {
    const consumer = {
      pause: () => told.push('pause'),
      resume: () => {
        told.push('resume');
        resolve();
      },
      seek: ({ offset }: { offset: string }) => told.push(`seek ${offset}`),
    } as unknown as Consumer;
    const onBatch = (batch: RecordBatch) => {
      asked.push(batch);
      return Promise.resolve({ nextOffset: checkpoint(batch) });
    };
    new StartingPoints({ onBatch, committedOffsets: () => Promise.resolve([{ topic: 't', partition: 0, ...place }]), log }).assigned(
      consumer,
      { t: [0] },
    );
  });
  await resumed;
  return { asked: asked.map(({ fetchedOffset, endOffset }) => ({ fetchedOffset, endOffset })), told, errors };
}

test('asks with an empty batch where the group has committed, and goes where the checkpoint says', async () => {
  const seen = await startedAt({ committedOffset: 7n, beginOffset: 0n, endOffset: 9n }, () => 5n);
  expect(seen).toEqual({ asked: [{ fetchedOffset: 7n, endOffset: 9n }], told: ['pause', 'seek 5', 'resume'], errors: [] });
});

test('stays where the group has committed when the checkpoint agrees', async () => {
  const seen = await startedAt({ committedOffset: 7n, beginOffset: 0n, endOffset: 7n }, () => 7n);
  expect(seen.told).toEqual(['pause', 'resume']);
});

test('asks nothing where the group has not committed', async () => {
  const seen = await startedAt({ committedOffset: null, beginOffset: 0n, endOffset: 7n }, () => 7n);
  expect(seen).toEqual({ asked: [], told: ['pause', 'resume'], errors: [] });
});

test.each([
  ['the topic was lost and made anew', { committedOffset: 500n, beginOffset: 0n, endOffset: 3n }, 0n],
  ['the first records are no longer kept', { committedOffset: 2n, beginOffset: 10n, endOffset: 30n }, 10n],
])('asks at the first record that is kept when %s, and says so', async (_what, place, first) => {
  const seen = await startedAt(place, ({ fetchedOffset }) => fetchedOffset);
  expect(seen.asked).toEqual([{ fetchedOffset: first, endOffset: place.endOffset }]);
  expect(seen.told).toEqual(['pause', `seek ${first}`, 'resume']);
  expect(seen.errors).toEqual(['Kafka no longer has what the group committed: it has lost records of this partition']);
});
