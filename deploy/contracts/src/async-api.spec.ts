import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { eventContracts } from '@jinqiao/contracts/registry';
import { decodeRecord } from '@jinqiao/event-stream/cloud-events';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { asyncApiFile, asyncApiText } from './async-api.store.js';

const text = readFileSync(asyncApiFile, 'utf8');
type Message = { payload: { $ref: string }; headers: object; examples: [{ headers: Record<string, string>; payload: unknown }] };
type Document = {
  channels: Record<string, { address: string; messages: Record<string, unknown> }>;
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
};
const document = parse(text) as Document;
const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;

const validator = (): Ajv => formats.default(new Ajv({ strict: false, allErrors: true }));

test('docs/asyncapi.yaml is what the contracts and topics of today say; `npm run contracts` writes it again', () => {
  expect(text).toBe(asyncApiText());
});

test('the document is valid by the schema of AsyncAPI 3.0', () => {
  const ajv = validator();
  ajv.validate(specification, document);
  expect(ajv.errors).toBeNull();
});

test('the schema would notice: a document without its title is not valid', () => {
  const broken = { ...document, info: { version: '1.0.0' } };
  expect(validator().validate(specification, broken)).toBe(false);
});

test('every event type stands on the channel of its topic', () => {
  const standing = Object.values(document.channels).flatMap(({ address, messages }) =>
    Object.keys(messages).map((type) => `${type} on ${address}`),
  );
  expect(standing.sort()).toEqual(eventContracts.map(({ type, topic }) => `${type} on ${topic}`).sort());
});

test.each(eventContracts.map((contract) => [contract.type, contract] as const))(
  'the example of %s fits its headers and its payload, and is an event that our consumers read',
  (type, contract) => {
    const { examples, payload, headers } = document.components.messages[type] as Message;
    const [example] = examples;
    const ajv = validator();
    const holds = (schema: object, value: unknown) =>
      ajv.validate({ ...schema, components: document.components }, value) || ajv.errorsText();
    expect(holds(payload, example.payload)).toBe(true);
    expect(holds(headers, example.headers)).toBe(true);
    expect(holds(headers, { ...example.headers, ce_type: 'another' })).not.toBe(true);
    const record = { topic: contract.topic, partition: 0, offset: 0n, timestamp: '0' };
    const [key, value] = [Buffer.from(example.headers['ce_subject'] ?? ''), Buffer.from(JSON.stringify(example.payload))];
    expect(decodeRecord({ ...record, key, value, headers: example.headers })).toMatchObject({ type, data: contract.example });
  },
);
