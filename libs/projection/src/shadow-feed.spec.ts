import type { EventStream, RecordBatch, Subscription } from '@jinqiao/event-stream/event-stream';
import type { Pool } from 'pg';
import type { Projection } from './projection.js';
import { ShadowFeed } from './shadow-feed.js';

const projection: Projection = { name: 'known.v1', topic: 'jinqiao.products.v1', contracts: [], apply: () => Promise.resolve() };

async function feedFrom(offset: bigint) {
  let subscription: Subscription | undefined;
  const stream = {
    consumeBatches: (asked: Subscription) => {
      subscription = asked;
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
  } as unknown as EventStream;
  const pool = {} as Pool;
  const signal = new AbortController().signal;
  const feed = new ShadowFeed({ pool, stream, projection, generation: 'green', group: 'test', signal }, new Map([[0, offset]]));
  await feed.start();
  const deliver = (fetchedOffset: bigint): Promise<{ nextOffset: bigint } | undefined> => {
    const batch: RecordBatch = {
      topic: projection.topic,
      partition: 0,
      fetchedOffset,
      records: [],
      heartbeat: () => Promise.resolve(),
      isStale: () => false,
      endOffset: 100n,
    };
    return Promise.resolve(subscription?.onBatch(batch));
  };
  return { feed, deliver };
}

describe('a feed of the shadow', () => {
  test('sends a consumer that begins elsewhere to where the shadow stands', async () => {
    const { feed, deliver } = await feedFrom(7n);
    expect(await deliver(9n)).toEqual({ nextOffset: 7n });
    expect(await deliver(7n)).toEqual({ nextOffset: 7n });
    expect(await feed.reach(new Map([[0, 7n]]))).toBe(true);
  });

  test('fails when the records that it needs are gone, and says which', async () => {
    const { feed, deliver } = await feedFrom(7n);
    for (let time = 0; time < 6; time += 1) expect(await deliver(9n)).toEqual({ nextOffset: 7n });
    await expect(feed.reach(new Map([[0, 100n]]))).rejects.toThrow('begins at 9; the records from 7 on are gone');
  });

  test('takes nothing behind its limit, and nothing of a partition that is not named', async () => {
    const { feed, deliver } = await feedFrom(7n);
    feed.release(new Map());
    expect(await deliver(9n)).toEqual({ nextOffset: 9n });
    expect(feed.reached()).toEqual(new Map([[0, 7n]]));
  });
});
