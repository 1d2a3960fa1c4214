import { isDeepStrictEqual } from 'node:util';
import type { EventContract } from '@jinqiao/contracts/event-contract';
import { incompatibilities } from './compatibility.js';
import { goldenExamples } from './golden-examples.js';
import type { JsonSchema } from './json-schema.js';
import { schemaOf } from './json-schema.js';

/** A released version of an event type, kept for ever: what its data looked like, with examples that every later consumer must still read. */
export type Release = {
  readonly type: string;
  readonly topic: string;
  /** Counts the released versions of this type, from 1. */
  readonly release: number;
  readonly schema: JsonSchema;
  readonly examples: readonly unknown[];
};

/** What stands between today's contracts and a build: each changed in a way that readers of a release can't live with, by its type and field. */
export function contractFaults(contracts: readonly EventContract[], releases: readonly Release[]): readonly string[] {
  const known = new Map(contracts.map((contract) => [contract.type, contract]));
  const faults = releases.flatMap(({ type, topic, release, schema }) => {
    const contract = known.get(type);
    if (contract === undefined) return [`${type}: the event type was removed, and release ${release} of it was published`];
    const moved = contract.topic === topic ? [] : [`${type}: it moved from ${topic} to ${contract.topic}, where its readers do not look`];
    return [
      ...moved,
      ...incompatibilities(schema, schemaOf(contract.data)).map(
        ({ field, fault }) => `${type} ${field}: ${fault} (since release ${release})`,
      ),
    ];
  });
  return [...new Set(faults)];
}

/** The release that a contract still needs: its shape on the wire, or its example, is not among those kept; undefined where it is. */
export function releaseNeeded(contract: EventContract, releases: readonly Release[]): Release | undefined {
  const own = releases.filter(({ type }) => type === contract.type);
  const schema = schemaOf(contract.data);
  const latest = own.reduce<Release | undefined>((last, one) => (last === undefined || one.release > last.release ? one : last), undefined);
  const example = JSON.parse(JSON.stringify(contract.example)) as unknown;
  const kept = own.some(({ examples }) => examples.some((each) => isDeepStrictEqual(each, example)));
  if (latest !== undefined && kept && isDeepStrictEqual(onTheWire(latest.schema), onTheWire(schema))) return undefined;
  const { type, topic } = contract;
  return { type, topic, release: (latest?.release ?? 0) + 1, schema, examples: goldenExamples(contract) };
}

/** The schema without what only explains it. */
function onTheWire(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(onTheWire);
  if (typeof schema !== 'object' || schema === null) return schema;
  const telling = Object.entries(schema).filter(([keyword]) => !/^(\$schema|description|title|examples|x-.*)$/.test(keyword));
  return Object.fromEntries(telling.map(([keyword, value]) => [keyword, onTheWire(value)]));
}
