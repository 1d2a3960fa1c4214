import { faults } from '../src/faults/registry.js';
import { failureOf } from '../src/report.js';
import { runFault } from '../src/run-fault.js';
import { startServers } from '../src/servers.js';
import type { Servers } from '../src/servers.js';

/** Those that take seconds; `npm run faults` has them all. */
const selection = [1, 5, 11, 14];
const seed = 1;
const scale = 0.1;

describe('Nothing is lost, nothing is applied twice, and order by key holds after', () => {
  let servers: Servers;

  beforeAll(async () => {
    servers = await startServers();
  });
  afterAll(() => servers.stop());

  test.each(faults.filter(({ number }) => selection.includes(number)).map((fault) => [fault.title, fault] as const))(
    '%s',
    async (_title, fault) => {
      const run = await runFault(fault, servers, { seed, scale });
      expect(run.ok ? '' : failureOf(run)).toBe('');
      expect(run.events).toBeGreaterThan(0);
    },
  );
});
