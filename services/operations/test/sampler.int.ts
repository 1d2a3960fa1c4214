import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { operations } from '../src/definition.js';
import type { StreamOverview } from '../src/stream-overview.js';
import { FakeHouse } from './fake-house.js';

let house: FakeHouse;
let service: RunningService;
let committed = 40;
let end = 100;
let refusing = false;

beforeAll(async () => {
  house = await FakeHouse.open();
  const env = await house.environment(({ service: name, headers }) => {
    if (refusing && headers['x-correlation-id'] === 'operations:sampler') return { status: 401, body: {} };
    const place = { topic: 'jinqiao.products.v1', partition: 0, committedOffset: String(committed), endOffset: String(end) };
    const partitions = [{ ...place, lag: String(end - committed) }];
    return { body: { outbox: null, groups: name === 'query' ? [{ group: name, partitions }] : [], projections: [], deadLetters: [] } };
  });
  service = await createService(operations, { ...env, SAMPLE_EVERY_MS: '100' });
});
afterAll(async () => {
  await service.close();
  await house.close();
});

const group = async () => {
  const headers = { authorization: await house.bearer('operator') };
  const answer = await service.app.inject({ method: 'GET', url: '/v1/operations/streams', headers });
  return answer.json<StreamOverview>().services.find(({ service: name }) => name === 'query')?.groups[0];
};

test('a consumer that does not move while events wait is STALL, and then it says how long the next has waited', async () => {
  const stalled = await eventually(async () => {
    const seen = await group();
    expect(seen).toMatchObject({ state: 'ERR', lag: '60', partitions: [{ state: 'STALL', lagSecondsBasis: 'at-least' }] });
    return seen;
  });
  expect(stalled?.lagSeconds).toBeGreaterThan(0);
  expect(stalled?.timeToDrainSeconds).toBeNull();
});

test('one that goes on is OK and says when it is through', async () => {
  const timer = setInterval(() => (committed = Math.min(end, committed + 1)), 100);
  try {
    await eventually(async () => {
      const seen = await group();
      expect(seen).toMatchObject({ state: 'OK', trend: 'falling' });
      expect(seen?.consumedPerSecond).toBeGreaterThan(0);
      expect(seen?.timeToDrainSeconds).toBeGreaterThan(0);
    });
  } finally {
    clearInterval(timer);
  }
});

test('the time of waiting is told from the growth of the partition', async () => {
  [committed, end] = [end, end];
  await eventually(async () => expect(await group()).toMatchObject({ lag: '0', lagSeconds: 0 }));
  end += 1;
  await eventually(async () => expect(await group()).toMatchObject({ lag: '1', partitions: [{ lagSecondsBasis: 'interpolated' }] }));
  committed = end;
});

test('a token that a service no longer takes is got anew', async () => {
  const before = house.tokenRequests.length;
  refusing = true;
  await eventually(() => expect(house.tokenRequests.length).toBeGreaterThan(before));
  refusing = false;
});

test('Prometheus is told by the names of kafka-lag-exporter', async () => {
  await eventually(async () => {
    const { body } = await service.app.inject({ method: 'GET', url: '/metrics' });
    const place = 'cluster_name="jinqiao",group="query",topic="jinqiao.products.v1",partition="0",service="operations"';
    expect(body).toContain(`kafka_consumergroup_group_lag{${place}} 0`);
    expect(body).toContain(`kafka_consumergroup_group_lag_seconds{${place}} 0`);
    expect(body).toContain(`kafka_consumergroup_group_offset{${place}} ${committed}`);
    expect(body).toContain('kafka_consumergroup_group_max_lag{cluster_name="jinqiao",group="query",service="operations"} 0');
    expect(body).toContain('jinqiao_consumergroup_state{cluster_name="jinqiao",group="query",service="operations"} 0');
    expect(body.match(/^kafka_partition_latest_offset\{/gm)).toHaveLength(1);
  });
});
