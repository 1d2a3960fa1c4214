import type { EventContract, Topic } from '@jinqiao/contracts/event-contract';
import { namedShapes } from '@jinqiao/contracts/registry';
import { encodeRecord } from '@jinqiao/event-stream/cloud-events';
import { z } from 'zod';
import { cloudEventHeaders } from './cloud-event-headers.js';

/** What `deploy/kafka/topics.yaml` says of one topic. */
export type TopicSettings = { readonly partitions: number; readonly config: Readonly<Record<string, string>> };

type Stream = { readonly name: string; readonly writtenBy: string; readonly says: string };

const streams: Readonly<Record<Topic, Stream>> = {
  'jinqiao.institutions.v1': {
    name: 'institutions',
    writtenBy: 'institutions',
    says: 'Who may offer what: licences, scheme roles, names. Keyed by the institution.',
  },
  'jinqiao.products.v1': {
    name: 'products',
    writtenBy: 'products',
    says: 'What is offered: every published version of every product. Keyed by the product.',
  },
  'jinqiao.schemes.v1': {
    name: 'schemes',
    writtenBy: 'eligibility',
    says: 'Rule sets and published lists of the schemes. Keyed by the rule set or the list.',
  },
  'jinqiao.access-classes.v1': {
    name: 'accessClasses',
    writtenBy: 'eligibility',
    says: 'What is left to ask of an investor, by access class. Keyed by the class.',
  },
  'jinqiao.access.v1': {
    name: 'access',
    writtenBy: 'eligibility',
    says: 'The accesses of a product and their classes by day. Keyed by the product.',
  },
};

/** The AsyncAPI 3 document of the event streams: channels, messages with their CloudEvents headers in binary mode, keys, shapes and examples. */
export function asyncApi(contracts: readonly EventContract[], topics: ReadonlyMap<string, TopicSettings>): Record<string, unknown> {
  const topicNames = Object.keys(streams) as Topic[];
  const ofTopic = (topic: Topic): readonly EventContract[] => contracts.filter((contract) => contract.topic === topic);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Jinqiao event streams',
      version: '1.0.0',
      description: [
        'Events carry the whole state of their aggregate and its version: a consumer may see one twice, late or in batches, and keeps the later version of each key.',
        'Order holds by key. Delivery is at least once. Consumers ignore fields and event types that they do not know; inside `.v1` there are additions only.',
        'The headers are those of CloudEvents 1.0, Kafka protocol binding, binary mode: the value is the data alone.',
      ].join('\n'),
    },
    defaultContentType: 'application/json',
    servers: {
      local: { host: '127.0.0.1:8088', protocol: 'kafka', description: 'The broker that `npm start` brings along.' },
      own: {
        host: '{broker}:{port}',
        protocol: 'kafka',
        description: 'The brokers of an installation, as KAFKA_BROKERS names them.',
        variables: { broker: { default: 'kafka', description: 'Any broker of the cluster.' }, port: { default: '9092' } },
      },
    },
    channels: Object.fromEntries(topicNames.map((topic) => [streams[topic].name, channel(topic, ofTopic(topic), topics.get(topic))])),
    operations: Object.fromEntries(
      topicNames.map((topic) => {
        const { name, writtenBy } = streams[topic];
        const summary = `The ${writtenBy} service writes here, and nobody else.`;
        return [
          `publish${name.replace(/^./, (letter) => letter.toUpperCase())}`,
          { action: 'send', channel: { $ref: `#/channels/${name}` }, summary },
        ];
      }),
    ),
    components: {
      messages: Object.fromEntries(contracts.map((contract) => [contract.type, message(contract)])),
      schemas: { CloudEventHeaders: cloudEventHeaders, ...shapes() },
    },
  };
}

function channel(topic: Topic, contracts: readonly EventContract[], settings: TopicSettings | undefined): Record<string, unknown> {
  if (settings === undefined) throw new Error(`deploy/kafka/topics.yaml does not declare ${topic}.`);
  const { 'retention.ms': retention, 'cleanup.policy': cleanup } = settings.config;
  return {
    address: topic,
    description: streams[topic].says,
    messages: Object.fromEntries(contracts.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: {
      kafka: {
        topic,
        partitions: settings.partitions,
        topicConfiguration: { 'cleanup.policy': [cleanup], 'retention.ms': Number(retention) },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function message(contract: EventContract): Record<string, unknown> {
  const { type, topic, data } = contract;
  const shape = namedShapes.get(data)?.id;
  if (shape === undefined) throw new Error(`The data of ${type} has no name in the registry of shapes; export it from its contract file.`);
  const { key, headers, value } = encodeRecord(exampleEvent(contract));
  return {
    name: type,
    title: type.split('.').slice(1, -1).join(' ').replaceAll('-', ' '),
    contentType: 'application/json',
    headers: { allOf: [{ $ref: '#/components/schemas/CloudEventHeaders' }, { type: 'object', properties: { ce_type: { const: type } } }] },
    payload: { $ref: `#/components/schemas/${shape}` },
    bindings: {
      kafka: {
        key: { type: 'string', format: 'uuid', description: 'The id of the aggregate, the same as ce_subject.' },
        bindingVersion: '0.5.0',
      },
    },
    examples: [
      {
        name: `${key}@${String(Number(headers['ce_sequence']))}`,
        summary: `On ${topic}`,
        headers,
        payload: JSON.parse(value.toString()) as unknown,
      },
    ],
  };
}

/** The contract's example as an event of an ordinary day. */
function exampleEvent({ type, topic, example }: EventContract): Parameters<typeof encodeRecord>[0] {
  const data = example as Readonly<Record<string, unknown>>;
  const [subject] = Object.values(data);
  return {
    id: '019aa000-0000-7000-8000-000000000a01',
    type,
    source: `//jinqiao/${streams[topic].writtenBy}`,
    topic,
    subject: String(subject),
    version: Number(data['version']),
    happenedAt: '2026-11-25T02:00:00.000Z',
    recordedAt: '2026-11-25T02:00:00.004Z',
    correlationId: '019aa000-0000-7000-8000-000000000a00',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    authId: 'chen',
    authType: 'user',
    data,
  };
}

function shapes(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(namedShapes, { io: 'input', target: 'draft-7', uri: (id) => `#/components/schemas/${id}` });
  const byName = Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1));
  // Inside one document a shape needs neither an address nor a dialect of its own.
  return Object.fromEntries(byName.map(([id, schema]) => [id, { ...schema, $schema: undefined, $id: undefined }]));
}
