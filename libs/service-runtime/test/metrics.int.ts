import { createDatabase } from '@jinqiao/test-kit/database';
import { testIssuer } from '@jinqiao/test-kit/tokens';
import type { TestIssuer } from '@jinqiao/test-kit/tokens';
import type { Metrics } from '../src/metrics.js';
import { createService } from '../src/service.js';
import type { RunningService } from '../src/service.js';
import { METRICS } from '../src/tokens.js';
import { notes, notesEnvironment } from './notes.service.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuer: TestIssuer;
let service: RunningService;

beforeAll(async () => {
  [database, issuer] = await Promise.all([createDatabase(), testIssuer()]);
  service = await createService(notes, await notesEnvironment(database.url, issuer));
});
afterAll(async () => {
  await service.close();
  await Promise.all([issuer.stop(), database.drop()]);
});

/** Asked past the second for which the same answer is given, as the test itself changes what is to be seen. */
const scrape = async (): Promise<string> => {
  Object.assign(service.app.get<object>(METRICS), { answered: undefined });
  const answer = await service.app.inject({ method: 'GET', url: '/metrics' });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return answer.body;
};

test('the process and the durations of routes are told by pattern, without a token', async () => {
  await service.app.inject({ method: 'GET', url: '/v1/notes/broken' });
  await service.app.inject({ method: 'PUT', url: '/v1/notes/019aa000-0000-7000-8000-00000000a001' });
  for (const path of ['/nothing', '/v1/nothing/here', '/.env']) await service.app.inject({ method: 'GET', url: path });
  const text = await scrape();
  expect(text).toMatch(/^process_resident_memory_bytes\{service="products"\} \d+$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{service="products"\} /m);
  expect(text).toContain('http_request_duration_seconds_count{service="products",method="GET",route="/v1/notes/broken",code="500"} 1');
  expect(text).toContain('http_request_duration_seconds_count{service="products",method="PUT",route="/v1/notes/:id",code="401"} 1');
  expect(text).toContain('http_request_duration_seconds_count{service="products",method="GET",route="none",code="404"} 3');
  expect(text).not.toContain('019aa000');
});

test('what is not known is left out and never told as nought', async () => {
  expect(await scrape()).not.toMatch(/^jinqiao_outbox_pending/m);
});

test('gauges are read at each question; one that fails, or takes too long, leaves the others in peace', async () => {
  const metrics = service.app.get<Metrics>(METRICS);
  let value = 1;
  const told = (name: string, read: () => Promise<number>) =>
    metrics.add({ gauges: { [name]: { help: name } }, read: async () => ({ [name]: [{ value: await read() }] }) });
  told('test_reading', () => Promise.resolve(value));
  told('test_failing', () => Promise.reject(new Error('no')));
  told('test_silent', () => new Promise(() => undefined));
  expect(await scrape()).toContain('test_reading{service="products"} 1\n');
  value = 2;
  const text = await scrape();
  expect(text).toContain('test_reading{service="products"} 2\n');
  expect(text).not.toMatch(/^test_(failing|silent)\{/m);
});

test('many who ask at once cost one reading', async () => {
  let readings = 0;
  const read = () => Promise.resolve({ test_readings: [{ value: (readings += 1) }] });
  service.app.get<Metrics>(METRICS).add({ gauges: { test_readings: { help: 'x' } }, read });
  Object.assign(service.app.get<object>(METRICS), { answered: undefined });
  const answers = await Promise.all(Array.from({ length: 20 }, () => service.app.inject({ method: 'GET', url: '/metrics' })));
  expect([new Set(answers.map(({ body }) => body)).size, readings]).toEqual([1, 1]);
});
