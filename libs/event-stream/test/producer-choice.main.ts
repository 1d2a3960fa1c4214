/**
 * Holds the ways to produce against each other: `node --experimental-transform-types --import ./libs/test-kit/typescript-sources.mjs
 * libs/event-stream/test/producer-choice.main.ts [--rounds 3] [--only resets] [--json FILE]`. Each pair of a way and a fault has a broker of its own.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faults, measureProducer, variants } from './producer-choice.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, only: { type: 'string' }, json: { type: 'string' } } });
const results: object[] = [];
for (const fault of faults.filter(({ name }) => values.only === undefined || name.startsWith(values.only))) {
  for (const variant of variants) {
    const startedAt = performance.now();
    const counts = await measureProducer(variant, fault, Number(values.rounds)).catch((error: unknown) => ({ failed: String(error) }));
    const result = { fault: fault.name, variant, ...counts, seconds: Math.round((performance.now() - startedAt) / 1_000) };
    results.push(result);
    console.log(JSON.stringify(result));
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(0);
