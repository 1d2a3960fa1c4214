import { createHash } from 'node:crypto';
import { createService } from '@jinqiao/service-runtime/service';
import type { RunningService } from '@jinqiao/service-runtime/service';
import { eventually } from '@jinqiao/test-kit/eventually';
import { operations } from '../src/definition.js';
import type { Finding, Run } from '../src/reconciliation.api.js';
import { FakeHouse } from './fake-house.js';
import type { FakeAnswer, Seen } from './fake-house.js';

const topic = 'jinqiao.products.v1';
const projection = 'catalogue-product.v1';
const subjects = Array.from({ length: 40 }, (_, at) => `019aa000-0000-7000-8000-0000000001${String(at).padStart(2, '0')}`);

type Withdrawal = { readonly findings: readonly Finding[]; readonly reason: string };

/** The log of products and a projection of query, with what operations may ask of both. */
class TwoSides {
  readonly log = new Map(subjects.map((subject) => [subject, [1, 2]]));
  readonly rows = new Map(subjects.map((subject) => [subject, { versions: [1, 2], altered: false }]));
  readonly findings: (Finding & { id: string; projection: string; topic: string; mendedAt: string | null; reason: string })[] = [];
  readonly republished: string[] = [];
  settled = true;
  delivers = true;

  answer(seen: Seen): FakeAnswer {
    if (seen.url === '/internal/stream-health') return { body: { outbox: null, groups: [], projections: [], deadLetters: [] } };
    const nothing = { status: 404, body: {} };
    if (seen.service === 'products') return this.ofTheLog(seen) ?? nothing;
    return (seen.service === 'query' ? this.ofTheProjection(seen) : undefined) ?? nothing;
  }

  private ofTheLog({ url, body }: Seen): FakeAnswer | undefined {
    if (url === '/internal/digests/sources') return { body: { topics: [{ topic, at: '', buckets: this.sourceBuckets() }] } };
    if (url === '/internal/republications') return this.republish((JSON.parse(body) as { subjects: string[] }).subjects);
    const bucket = /sources\/jinqiao.products.v1\/(\d+)$/.exec(url)?.[1];
    return bucket === undefined ? undefined : { body: { subjects: this.sourceSubjects(Number(bucket)) } };
  }

  private ofTheProjection({ url, body }: Seen): FakeAnswer | undefined {
    const reading = { projection, topic, latestOnly: false, settled: this.settled, at: '' };
    if (url === '/internal/digests/projections') return { body: { projections: [{ ...reading, buckets: this.projectionBuckets() }] } };
    const bucket = /projections\/catalogue-product.v1\/(\d+)$/.exec(url)?.[1];
    if (bucket !== undefined) return { body: { ...reading, subjects: this.projectedSubjects(Number(bucket)) } };
    if (url === `/internal/projections/${projection}/withdrawals`) return this.withdraw(JSON.parse(body) as Withdrawal);
    if (url.startsWith('/internal/reconciliation/findings?open=true'))
      return { body: { items: this.findings.filter(({ mendedAt }) => mendedAt === null) } };
    if (url === '/internal/reconciliation/findings') return { body: { items: this.findings } };
    const mended = this.findings.find(({ id }) => url === `/internal/reconciliation/findings/${id}/mended`);
    return mended && { body: Object.assign(mended, { mendedAt: new Date().toISOString() }) };
  }

  private withdraw({ findings, reason }: Withdrawal): FakeAnswer {
    for (const finding of findings) {
      this.rows.delete(finding.subject);
      if (!this.findings.some(({ subject, mendedAt }) => subject === finding.subject && mendedAt === null))
        this.findings.push({ ...finding, id: `f-${this.findings.length}`, projection, topic, mendedAt: null, reason });
    }
    return { body: { findingIds: [], rows: findings.length } };
  }

  private republish(some: readonly string[]): FakeAnswer {
    this.republished.push(...some);
    if (this.delivers)
      setTimeout(() => {
        for (const subject of some) this.rows.set(subject, { versions: [...(this.log.get(subject) ?? [])], altered: false });
      }, 300);
    return { body: { events: some.length * 2 } };
  }

  private sourceBuckets() {
    return digests(this.log).map((digest) => ({ ...digest, latestVersionSum: 0, latestXor: '', pending: 0 }));
  }

  private projectionBuckets() {
    const versions = new Map([...this.rows].map(([subject, row]) => [subject, row.versions]));
    const altered = (bucket: number) => [...this.rows].filter(([subject, row]) => row.altered && bucketOf(subject) === bucket).length;
    return digests(versions).map((digest) => ({ ...digest, altered: altered(digest.bucket) }));
  }

  private sourceSubjects(bucket: number) {
    return [...this.log]
      .filter(([subject]) => bucketOf(subject) === bucket)
      .map(([subject, versions]) => ({ subject, versions, pending: false }));
  }

  private projectedSubjects(bucket: number) {
    return [...this.rows].filter(([subject]) => bucketOf(subject) === bucket).map(([subject, row]) => ({ subject, ...row }));
  }
}

const bucketOf = (subject: string): number => createHash('md5').update(subject).digest()[0] ?? 0;

function digests(versions: ReadonlyMap<string, readonly number[]>) {
  return [...new Set([...versions.keys()].map(bucketOf))].map((bucket) => {
    const own = [...versions].filter(([subject]) => bucketOf(subject) === bucket);
    const versionSum = own.reduce((sum, [, list]) => sum + list.reduce((one, other) => one + other, 0), 0);
    return { bucket, subjects: own.length, versionSum, xor: createHash('md5').update(JSON.stringify(own.sort())).digest('hex') };
  });
}

let house: FakeHouse;
let service: RunningService;
let sides: TwoSides;
let operator: string;

beforeAll(async () => {
  house = await FakeHouse.open();
  const env = await house.environment((seen) => sides.answer(seen));
  sides = new TwoSides();
  service = await createService(operations, { ...env, RECONCILE_EVERY_MS: '3600000' });
  operator = await house.bearer('operator');
});
afterAll(async () => {
  await service.close();
  await house.close();
});
beforeEach(() => void (sides = new TwoSides()));

const state = async () => {
  const answer = await service.app.inject({ method: 'GET', url: '/v1/operations/reconciliation', headers: { authorization: operator } });
  return answer.json<{
    runs: Run[];
    findings: { subject: string; mendedAt: string | null; service: string }[];
    everyMs: number;
    nextAt: string;
  }>();
};
const start = async (key: string) => {
  const headers = { authorization: operator, 'idempotency-key': key };
  return service.app.inject({ method: 'POST', url: '/v1/operations/reconciliation/runs', payload: { reason: 'a look at it' }, headers });
};

let keys = 0;
async function runToEnd(): Promise<Run> {
  const answer = await start(`run-${(keys += 1)}`);
  expect(answer.statusCode).toBe(202);
  const { runId } = answer.json<{ runId: string }>();
  return eventually(async () => {
    const run = (await state()).runs.find((known) => known.runId === runId);
    if (run === undefined || run.outcome === 'running') throw new Error('not ended');
    return run;
  });
}
const steps = (run: Run) => run.steps.map(({ step, subjects: count }) => [step, count]);

test('two sides that say the same are clean, and only digests are read', async () => {
  house.seen.splice(0);
  const run = await runToEnd();
  expect([run.outcome, run.startedBy, run.reason]).toEqual(['clean', 'a operator', 'a look at it']);
  expect(run.projections).toEqual([{ service: 'query', projection, topic, settled: true, subjects: 40, differingBuckets: 0 }]);
  const changing = house.seen.filter(({ method }) => method === 'POST');
  expect(changing).toEqual([]);
});

test('rows altered, deleted and invented by hand are named, taken back, published again and found mended', async () => {
  const [altered = '', deleted = '', behind = ''] = subjects;
  const ghost = '019aa000-0000-7000-8000-00000000ffff';
  sides.rows.set(altered, { versions: [1, 2], altered: true });
  sides.rows.delete(deleted);
  sides.rows.set(behind, { versions: [1], altered: false });
  sides.rows.set(ghost, { versions: [1], altered: false });

  const run = await runToEnd();
  expect(run.outcome).toBe('mended');
  expect(steps(run).slice(0, 4)).toEqual([
    ['compared', 40],
    ['found', 4],
    ['withdrawn', 4],
    ['republished', 3],
  ]);
  const examples = run.steps.find(({ step }) => step === 'found')?.examples ?? [];
  expect(Object.fromEntries(examples.map(({ subject, finding }) => [subject, finding]))).toEqual({
    [altered]: 'altered',
    [deleted]: 'missing',
    [behind]: 'behind',
    [ghost]: 'ghost',
  });
  expect(run.steps.filter(({ step }) => step === 'mended').reduce((sum, { subjects: count = 0 }) => sum + count, 0)).toBe(4);
  expect(run.steps.every(({ at }) => at >= run.startedAt && at <= (run.endedAt ?? ''))).toBe(true);
  expect(sides.republished.sort()).toEqual([altered, deleted, behind].sort());
  expect(sides.rows).toEqual(new TwoSides().rows);

  const { findings } = await state();
  expect(findings).toHaveLength(4);
  expect(findings.every(({ service: of, mendedAt }) => of === 'query' && mendedAt !== null)).toBe(true);
  expect(sides.findings[0]?.reason).toBe(`Reconciliation ${run.runId}, started by a operator: a look at it`);
  expect((await runToEnd()).outcome).toBe('clean');
});

test('a projection that is behind its topic is not called wrong', async () => {
  sides.rows.delete(subjects[0] ?? '');
  sides.settled = false;
  const run = await runToEnd();
  expect([run.outcome, steps(run)]).toEqual([
    'incomplete',
    [
      ['compared', 39],
      ['not-settled', undefined],
    ],
  ]);
  expect(run.projections[0]?.differingBuckets).toBeNull();
});

test('many rows that the log does not know are held back, and said so', async () => {
  for (let at = 0; at < 150; at += 1)
    sides.rows.set(`019aa000-0000-7000-8000-00000001${String(at).padStart(4, '0')}`, { versions: [1], altered: false });
  const run = await runToEnd();
  expect(run.outcome).toBe('open');
  expect(run.steps.map(({ step }) => step)).toContain('held-back');
  expect(sides.rows.size).toBe(190);
});

test('what an earlier run left open, such as one that was cut off, is closed by a later one', async () => {
  const [subject = ''] = subjects;
  sides.findings.push({
    id: 'left',
    subject,
    finding: 'missing',
    expectedVersion: 2,
    foundVersion: null,
    projection,
    topic,
    mendedAt: null,
    reason: '',
  });
  const run = await runToEnd();
  expect([run.outcome, sides.findings[0]?.mendedAt]).toEqual(['mended', expect.any(String)]);
});

test('a run is asked for once by the same key, joined while one is under way, and needs a reason and the role', async () => {
  const [first, again, joined] = [await start('the-same'), await start('the-same'), await start('another')];
  expect(again.json()).toEqual(first.json());
  expect([joined.statusCode, typeof joined.json<{ runId: string }>().runId]).toEqual([202, 'string']);
  const post = (payload: object, headers: Record<string, string>) =>
    service.app.inject({ method: 'POST', url: '/v1/operations/reconciliation/runs', payload, headers });
  expect((await post({}, { authorization: operator, 'idempotency-key': 'k' })).statusCode).toBe(400);
  expect((await post({ reason: 'because' }, { authorization: operator })).statusCode).toBe(400);
  expect((await post({ reason: 'because' }, { authorization: await house.bearer('maker'), 'idempotency-key': 'k' })).statusCode).toBe(403);
});
