import { streamOverview, withoutQuietPartitions } from './stream-overview.js';
import { StreamWindows } from './stream-windows.js';

const partition = { topic: 'jinqiao.products.v1', committedOffset: '1', endOffset: '9' };
const health = { outbox: { pending: 0, oldestAgeMs: null }, projections: [], deadLetters: [] };
const query = (partitions: ({ partition: number; lag: string } & typeof partition)[] | null) => ({
  service: 'query',
  health: { ...health, groups: [{ group: 'query', members: null, partitions }] },
});
const at = (ms: number): Date => new Date(Date.UTC(2018, 11, 4) + ms);

describe('the overview', () => {
  test('adds the lag of partitions exactly, beyond what a number can hold', () => {
    const said = query([
      { ...partition, partition: 0, lag: '9007199254740993' },
      { ...partition, partition: 1, lag: '1' },
    ]);
    const [group] = streamOverview([said], new StreamWindows(), at(0)).services[0]?.groups ?? [];
    expect([group?.lag, group?.topics[0]?.lag, group?.topics[0]?.lagSkew]).toEqual(['9007199254740994', '9007199254740994', 2]);
  });

  test('says that a lag is unknown when the event stream did not tell it, and never nought', () => {
    const { groups } = streamOverview([query(null)], new StreamWindows(), at(0)).services[0] ?? {};
    expect(groups).toMatchObject([{ group: 'query', partitions: [], topics: [], lag: null, lagSeconds: null, trend: null }]);
  });

  test('has of a service that does not answer its reason and nothing invented', () => {
    const { services } = streamOverview([{ service: 'query', reason: 'It does not answer.' }], new StreamWindows(), at(0));
    const nothing = { outbox: null, groups: [], projections: [], deadLetters: [] };
    expect(services).toEqual([{ service: 'query', reachable: false, reason: 'It does not answer.', ...nothing }]);
  });

  test('keeps the groups of a service that no longer answers, as they were seen, until they are STOP', () => {
    const windows = new StreamWindows();
    const said = query([{ ...partition, partition: 0, committedOffset: '5', lag: '4' }]);
    for (let look = 0; look < 30; look += 1) windows.observe([said], at(look * 2000).getTime());
    const stateAt = (ms: number) =>
      streamOverview([{ service: 'query', reason: 'It does not answer.' }], windows, at(ms)).services[0]?.groups[0]?.partitions[0]?.state;
    expect([stateAt(60_000), stateAt(117_000)]).toEqual(['STALL', 'STOP']);
  });

  test('lets a group whose service is gone fall behind, by the ends that another consumer of the topic tells', () => {
    const windows = new StreamWindows();
    const said = (end: number) =>
      query([{ ...partition, partition: 0, committedOffset: '9', endOffset: String(end), lag: String(end - 9) }]);
    for (let look = 0; look < 30; look += 1) windows.observe([said(9)], at(look * 2_000).getTime());
    for (let look = 30; look < 100; look += 1) {
      const eligibility = { service: 'eligibility', health: said(look).health };
      windows.observe([{ service: 'query' }, eligibility], at(look * 2_000).getTime());
    }
    const group = streamOverview([{ service: 'query', reason: 'It does not answer.' }], windows, at(199_000)).services[0]?.groups[0];
    expect(group).toMatchObject({ lag: '90', members: null, state: 'ERR', partitions: [{ state: 'STOP' }] });
    expect(group?.lagSeconds).toBeGreaterThan(138);
  });

  test('tells how long the next event has waited, and by what it knows that', () => {
    const windows = new StreamWindows();
    for (const [second, end] of [10, 20, 30].entries()) {
      const lag = { ...partition, partition: 0, committedOffset: '10', endOffset: String(end), lag: String(end - 10) };
      windows.observe([query([lag])], at(second * 1000).getTime());
    }
    const group = streamOverview([{ service: 'query', reason: '' }], windows, at(9_000)).services[0]?.groups[0];
    expect(group).toMatchObject({ lag: '20', lagSeconds: 2, trend: 'rising', arrivalsPerSecond: 10, timeToDrainSeconds: null });
    expect(group?.partitions[0]).toMatchObject({ lagSecondsBasis: 'interpolated', state: 'OK', samples: 3 });
  });

  test('leaves out of the live view only partitions that are OK and without lag', () => {
    const said = query([
      { ...partition, partition: 0, lag: '0' },
      { ...partition, partition: 1, lag: '8' },
    ]);
    const [group] = withoutQuietPartitions(streamOverview([said], new StreamWindows(), at(0))).services[0]?.groups ?? [];
    expect([group?.lag, group?.partitions.map(({ partition: number }) => number)]).toEqual(['8', [1]]);
  });
});
