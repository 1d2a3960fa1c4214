import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@jinqiao/embedded-servers/free-port';
import { startKafka } from '@jinqiao/embedded-servers/kafka';
import { eventually } from '@jinqiao/test-kit/eventually';
import { decodeRecord } from '../src/cloud-events.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { ensureTopics } from '../src/topics.js';
import { eventOf, quiet } from './scratch-stream.js';

/** The broker that is killed must be this test's own, so it needs Java also where the other tests use Docker. */
const testWithJava = spawnSync('java', ['-version']).status === 0 ? test : test.skip;

testWithJava(
  'nothing is lost and no key is overtaken when the broker is killed and comes back',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'broker-outage-'));
    const port = await freePort();
    const start = () => startKafka({ dir, port, heapMb: 192, quickStart: true });
    let kafka = await start();
    const topic = 'jinqiao.products.v1' as const;
    await ensureTopics(kafka.brokers, `{ defaults: { partitions: 4 }, topics: [${topic}] }`);
    const stream = connectKafka({ brokers: kafka.brokers, clientId: 'test', log: quiet });
    const subjects = Array.from({ length: 8 }, () => randomUUID());
    const seen = new Map<string, number[]>();
    await stream.consumeBatches({
      group: 'test',
      topics: [topic],
      onBatch: (batch) => {
        for (const record of batch.records) {
          const { subject, version } = decodeRecord(record);
          const versions = seen.get(subject) ?? [];
          // What a projection does: a version that it has already is dropped.
          if (version > (versions.at(-1) ?? 0)) seen.set(subject, [...versions, version]);
        }
        return Promise.resolve({ nextOffset: (batch.records.at(-1)?.offset ?? batch.fetchedOffset - 1n) + 1n });
      },
    });
    let published = 0;
    let publishing = true;
    const publisher = (async () => {
      while (publishing) {
        await stream.publish(subjects.map((subject) => eventOf(topic, subject, published + 1)));
        published += 1;
      }
    })();
    try {
      await eventually(() => expect(seen.get(subjects[0]!)?.length).toBeGreaterThan(20));
      process.kill(kafka.pid, 'SIGKILL');
      await kafka.exited;
      const before = published;
      await eventually(() => expect(stream.isConnected()).toBe(false));
      kafka = await start();
      await eventually(() => expect(published).toBeGreaterThan(before + 20), { timeoutMs: 60_000 });
      publishing = false;
      await publisher;
      const versions = Array.from({ length: published }, (_none, index) => index + 1);
      await eventually(() => expect([...seen.values()].map((list) => list.length)).toEqual(subjects.map(() => published)), {
        timeoutMs: 40_000,
      });
      for (const subject of subjects) expect(seen.get(subject)).toEqual(versions);
      expect(stream.isConnected()).toBe(true);
    } finally {
      publishing = false;
      await stream.close();
      await publisher.catch(() => undefined);
      await kafka.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
