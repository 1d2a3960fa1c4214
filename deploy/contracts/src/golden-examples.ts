import { isDeepStrictEqual } from 'node:util';
import type { EventContract } from '@jinqiao/contracts/event-contract';
import type { JsonSchema } from './json-schema.js';
import { resolved, schemaOf } from './json-schema.js';

/** The contract's own example, and it again with each optional field filled in, each other value of an enumeration and each alternative; all of them fit the contract. */
export function goldenExamples({ data, example }: EventContract): readonly unknown[] {
  const schema = schemaOf(data);
  const written = JSON.parse(JSON.stringify(example)) as unknown;
  const fitting = variations(written, schema, schema).filter((variation) => data.safeParse(variation).success);
  return [written, ...fitting].filter((one, position, all) => all.findIndex((other) => isDeepStrictEqual(one, other)) === position);
}

function variations(value: unknown, part: JsonSchema, root: JsonSchema): readonly unknown[] {
  const schema = resolved(part, root);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return alternatives.map((alternative) => sample(alternative, root));
  if (schema.enum !== undefined) return schema.enum.filter((other) => other !== value);
  if (Array.isArray(value) && schema.items !== undefined && value.length > 0) {
    const [first, ...others] = value as unknown[];
    return variations(first, schema.items, root).map((changed) => [changed, ...others]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    (name in fields ? variations(fields[name], field, root) : [sample(field, root)]).map((changed) => ({ ...fields, [name]: changed })),
  );
}

const sampleOfFormat: Readonly<Record<string, string>> = {
  date: '2026-11-25',
  'date-time': '2026-11-25T02:00:00Z',
  uuid: '019aa000-0000-7000-8000-0000000009ff',
  uri: 'https://example.org/',
};

/** The plainest value of a schema: required fields alone, no members where none are needed. */
function sample(part: JsonSchema, root: JsonSchema): unknown {
  const schema = resolved(part, root);
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [alternative] = schema.anyOf ?? schema.oneOf ?? [];
  return alternative === undefined ? sampleOfType(schema, root) : sample(alternative, root);
}

function sampleOfType(schema: JsonSchema, root: JsonSchema): unknown {
  const { format = '', items = {}, properties = {}, required = [] } = schema;
  const limit = (keyword: string, none: number): number => (schema[keyword] as number | undefined) ?? none;
  const samples: Readonly<Record<string, () => unknown>> = {
    string: () => sampleOfFormat[format] ?? 'Example'.slice(0, limit('maxLength', 7)),
    integer: () => Math.max(limit('minimum', 1), 1),
    number: () => Math.max(limit('minimum', 1), 1),
    boolean: () => true,
    array: () => (limit('minItems', 0) > 0 ? [sample(items, root)] : []),
    object: () => Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {}, root)])),
  };
  return samples[String([schema.type].flat()[0])]?.() ?? null;
}
