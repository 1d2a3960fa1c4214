import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessClassEvents } from './access-class-events.js';
import { accessEvents } from './access-events.js';
import type { EventContract } from './event-contract.js';
import { institutionEvents } from './institution-events.js';
import { productEvents } from './product-events.js';
import { schemeEvents } from './scheme-events.js';

const contracts: readonly EventContract[] = [
  ...institutionEvents,
  ...productEvents,
  ...schemeEvents,
  ...accessClassEvents,
  ...accessEvents,
];
const golden = join(import.meta.dirname, '../golden');
const examplesOf = (contract: EventContract) => JSON.parse(readFileSync(join(golden, `${contract.type}.json`), 'utf8')) as unknown[];

describe.each(contracts.map((contract) => [contract.type, contract] as const))('%s', (_type, contract) => {
  test('reads every golden example that was ever released', () => {
    for (const example of examplesOf(contract)) expect(contract.data.safeParse(example)).toMatchObject({ success: true });
  });
  test("keeps today's example among the golden ones", () => {
    expect(examplesOf(contract)).toContainEqual(contract.example);
  });
  test('ignores a field that a later version adds', () => {
    expect(contract.data.safeParse({ ...(contract.example as object), addedLater: true }).success).toBe(true);
  });
});

test('every golden file belongs to an event of today', () => {
  expect(readdirSync(golden).sort()).toEqual(contracts.map(({ type }) => `${type}.json`).sort());
});

test('every event type names its topic in the singular and is declared once', () => {
  expect(new Set(contracts.map(({ type }) => type)).size).toBe(contracts.length);
});
