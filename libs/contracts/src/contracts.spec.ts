import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventContracts, namedShapes } from './registry.js';

type Release = { readonly examples: readonly unknown[] };

const golden = join(import.meta.dirname, '../golden');
const released = (type: string): readonly unknown[] =>
  readdirSync(join(golden, type)).flatMap((file) => (JSON.parse(readFileSync(join(golden, type, file), 'utf8')) as Release).examples);

describe.each(eventContracts.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
  test('reads every golden example of every release', () => {
    for (const example of released(type)) expect(contract.data.safeParse(example)).toMatchObject({ success: true });
  });
  test("keeps today's example among the golden ones", () => {
    expect(released(type)).toContainEqual(contract.example);
  });
  test('ignores a field that a later version adds', () => {
    expect(contract.data.safeParse({ ...(contract.example as object), addedLater: true })).toEqual({
      success: true,
      data: contract.example,
    });
  });
  test('has a shape with a name, by which documents refer to it', () => {
    expect(namedShapes.get(contract.data)?.id).toMatch(/^[A-Z]\w+$/);
  });
});

test('every event type names its topic in the singular and is declared once', () => {
  expect(new Set(eventContracts.map(({ type }) => type)).size).toBe(eventContracts.length);
});

test('every list of a shape says whether its order counts', () => {
  // Their order is part of what they say: intervals by day, clauses as the scheme asks them, conditions as they were written.
  const ordered = [
    'AccessClassState.residuals',
    'ResidualInterval.clauses',
    'DeterminedAccess.buy',
    'DeterminedAccess.sell',
    'PublishedRule.cites',
  ];
  const { schemas } = z.toJSONSchema(namedShapes, { io: 'input' });
  const lists = Object.entries(schemas).flatMap(([id, schema]) =>
    Object.entries(schema.properties ?? {})
      .filter(([, field]) => typeof field === 'object' && field.type === 'array' && !('x-unordered' in field))
      .map(([name]) => `${id}.${name}`),
  );
  expect(lists.sort()).toEqual(ordered.sort());
});
