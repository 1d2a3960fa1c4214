import type { Fault } from '../fault.js';
import { malformedRecords } from '../malformed-records.js';
import type { MalformedRecord } from '../malformed-records.js';
import type { House } from '../house.js';
import { foreignHeader } from '../topic-reader.js';

const largestRecordBytes = 12_000_000;

export const malformed: Fault = {
  number: 14,
  title: 'Malformed records: not JSON, truncated, empty, 10 MB, depth 10,000, forged keys, missing headers and the like',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    const admin = house.kafka.admin();
    await admin.connect();
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: 2, name: house.topic, configEntries: [{ name: 'max.message.bytes', value: String(largestRecordBytes) }] }],
    });
    await admin.disconnect();
    await house.recovery.settle();
    await sendAll(house, house.random.shuffled(malformedRecords(house.topic, house.seed)));
    await house.recovery.measure();
  },
  async afterwards(house) {
    const { rows } = await house.admin.query<{ name: string | null; reason: string }>(
      `SELECT headers->>'${foreignHeader}' AS name, reason FROM reading.dead_letter`,
    );
    const letters = new Map(rows.map(({ name, reason }) => [name, reason]));
    const missing = malformedRecords(house.topic, house.seed).filter(({ name }) => !letters.has(name));
    if (missing.length > 0) throw new Error(`Not in the dead letters: ${missing.map(({ name }) => name).join(', ')}.`);
    if (letters.size !== malformedRecords(house.topic, house.seed).length)
      throw new Error('A record that is well formed is in the dead letters.');
    // A person has to understand it: a sentence, not the name of an exception.
    const unclear = [...letters].filter(([, reason]) => !/^\S+ \S+ \S+.{8,}/.test(reason));
    if (unclear.length > 0) throw new Error(`Reasons nobody understands: ${unclear.map((letter) => letter.join(': ')).join('; ')}.`);
    for (const [name, reason] of letters) house.notes.push(`${name}: ${reason.slice(0, 140)}`);
  },
};

async function sendAll(house: House, records: readonly MalformedRecord[]): Promise<void> {
  const producer = house.kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  for (const { key, value, headers, name } of records) {
    await producer.send({ topic: house.topic, messages: [{ key, value, headers: { ...headers, [foreignHeader]: name } }] });
  }
  await producer.disconnect();
}
