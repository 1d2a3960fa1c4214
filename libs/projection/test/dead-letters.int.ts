import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import { poolSql } from '@jinqiao/event-log/sql';
import { eventually } from '@jinqiao/test-kit/eventually';
import { DeadLetters } from '../src/dead-letters.js';
import { Jobs } from '../src/jobs.js';
import type { LetterSelection } from '../src/letter-selection.js';
import type { Projection } from '../src/projection.js';
import { Projector } from '../src/projector.js';
import { batchOf, createReadSide, eventOf, knownProduct, recordOf, silent } from './read-side.js';
import type { ReadSide } from './read-side.js';

describe('DeadLetters', () => {
  let side: ReadSide;
  let projector: Projector;
  let jobs: Jobs;
  let letters: DeadLetters;
  let registered: readonly Projection[];
  const asked = { requestedBy: 'olga', reason: 'the constraint is fixed' };

  beforeEach(async () => {
    side = await createReadSide();
    registered = [knownProduct];
    projector = new Projector({ pool: side.pool, log: silent });
    jobs = new Jobs(side.pool, silent, { heldMs: 500, lookMs: 20, restAfterFailureMs: 10 });
    letters = new DeadLetters(side.pool, () => registered);
  });
  afterEach(async () => {
    await jobs.stop();
    await side.close();
  });

  const poison = (count: number, from = 0, partition = 0): StreamRecord[] =>
    Array.from({ length: count }, (_, index) => recordOf(eventOf(randomUUID(), 1, 'poison'), from + index, { partition }));
  const keepPoison = async (count: number, partition = 0): Promise<void> => {
    const records = poison(count, 0, partition);
    await projector.run(knownProduct, { ...batchOf(records), partition });
  };
  const acceptPoison = () => side.admin.query('ALTER TABLE effect DROP CONSTRAINT effect_name_check');
  const effects = async () => Number((await side.admin.query<{ count: string }>('SELECT count(*) FROM effect')).rows[0]?.count);
  const resolutions = async () =>
    (
      await side.admin.query<{ resolution: string | null }>('SELECT resolution FROM dead_letter ORDER BY partition, record_offset')
    ).rows.map(({ resolution }) => resolution);
  const ended = (id: string) =>
    eventually(async () => {
      const job = await jobs.get(id);
      expect(job?.endedAt).not.toBeNull();
      return job;
    });
  async function replay(selection: LetterSelection, ratePerSecond = 10_000) {
    return ended(await jobs.start('replay', 'test', { ...asked, request: { selection, ratePerSecond } }, (job) => letters.replay(job)));
  }
  const all = async () => (await letters.list({ limit: 200 })).letters;

  test('groups letters by what went wrong, with an example, and counts what is open', async () => {
    await keepPoison(3);
    const bad = recordOf(eventOf(randomUUID(), 1, 'good'), 3, { value: Buffer.from('{"half') });
    await projector.run(knownProduct, batchOf([bad]));
    const groups = await letters.groups();
    expect(groups).toMatchObject([
      { projection: 'known-product.v1', topic: 'jinqiao.products.v1', eventType: 'jinqiao.product.listed.v1', open: 3, resolved: 0 },
      { open: 1, reason: expect.stringContaining('not JSON') },
    ]);
    const [first] = groups;
    expect((await letters.list({ limit: 10, fingerprint: first?.fingerprint })).letters.map(({ letterId }) => letterId)).toContain(
      first?.exampleLetterId,
    );
  });

  test('lists letters page by page, each once, the newest first', async () => {
    await keepPoison(7);
    const seen: string[] = [];
    for (let after: { seenAt: string; letterId: string } | undefined, first = true; first || after; first = false) {
      const page = await letters.list({ limit: 3, open: true, after });
      seen.push(...page.letters.map(({ offset }) => offset));
      after = page.next ?? undefined;
    }
    expect(seen.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect((await letters.list({ limit: 10, open: false })).letters).toEqual([]);
  });

  test('shows one letter whole: headers, value and every attempt with who asked for it', async () => {
    await keepPoison(1);
    const [{ letterId } = { letterId: '' }] = await all();
    const job = await replay({ letterIds: [letterId] });
    const letter = await letters.get(letterId);
    expect(letter).toMatchObject({ headers: { ce_type: 'jinqiao.product.listed.v1' }, resolvedAt: null, valueBytes: expect.any(Number) });
    expect(JSON.parse(letter?.valueText ?? '')).toMatchObject({ names: { en: 'poison' } });
    expect(letter?.attempts).toMatchObject([
      { outcome: 'failed', jobId: job?.id, requestedBy: 'olga', reason: expect.stringContaining('effect_name_check') },
      { outcome: 'failed', jobId: null, requestedBy: null },
    ]);
    expect(await letters.get(randomUUID())).toBeUndefined();
  });

  test('shows the beginning of a large value only', async () => {
    const value = Buffer.alloc(2_000_000, 'x');
    await projector.run(knownProduct, batchOf([recordOf(eventOf(randomUUID(), 1, 'good'), 0, { value })]));
    const letter = await letters.get((await all())[0]?.letterId ?? '');
    expect([letter?.valueBytes, letter?.valueText?.length]).toEqual([2_000_000, 65_536]);
    expect(letter?.reason).toBe('The value has 2000000 bytes; at most 1048576 are accepted.');
  });

  test('a dry run tells what would be applied today and leaves nothing behind', async () => {
    await keepPoison(2);
    await projector.run(knownProduct, batchOf([recordOf(eventOf(randomUUID(), 1, 'good'), 2, { key: null })]));
    expect((await letters.dryRun({ all: true })).outcomes.map(({ applies }) => applies)).toEqual([false, false, false]);
    await acceptPoison();
    const { outcomes, total } = await letters.dryRun({ all: true });
    expect([total, outcomes.map(({ applies }) => applies)]).toEqual([3, [true, true, false]]);
    expect(outcomes[2]?.reason).toContain('The key (none) is not the ce_subject');
    expect([await effects(), await resolutions()]).toEqual([0, [null, null, null]]);
    expect((await side.admin.query('SELECT FROM dead_letter_attempt')).rowCount).toBe(3);
  });

  test('replays a group of many partitions, in parts, each letter once', async () => {
    await keepPoison(130, 0);
    await keepPoison(120, 1);
    await projector.run(knownProduct, batchOf([recordOf(eventOf(randomUUID(), 1, 'good'), 130, { headers: {} })]));
    await acceptPoison();
    const { projection = '', fingerprint = '' } = (await letters.groups())[0] ?? {};
    const counts = { total: 250, attempted: 250, applied: 250, failed: 0, notRead: 0 };
    expect(await replay({ projection, fingerprint })).toMatchObject({ lifecycle: 'succeeded', outcome: counts, progress: counts });
    expect(await effects()).toBe(250);
    expect(await letters.count({ all: true })).toBe(1);
    expect((await resolutions()).filter((resolution) => resolution === 'replayed')).toHaveLength(250);
  });

  test('a letter that fails again stays open, says why today, and keeps what it said before', async () => {
    await keepPoison(2);
    registered = [{ ...knownProduct, apply: () => Promise.reject(new TypeError('names are missing')) }];
    expect(await replay({ all: true })).toMatchObject({ lifecycle: 'succeeded', outcome: { applied: 0, failed: 2 } });
    expect(await all()).toMatchObject(Array(2).fill({ reason: 'names are missing', resolvedAt: null }));
    const { attempts } = (await letters.get((await all())[0]?.letterId ?? '')) ?? {};
    expect(attempts?.map(({ reason }) => reason)).toEqual(['names are missing', expect.stringContaining('effect_name_check')]);
    expect(await letters.groups()).toMatchObject([{ open: 2, reason: 'names are missing' }]);
  });

  test('replays the versions of a key in order; a later version that applies resolves an earlier one that does not', async () => {
    const id = randomUUID();
    await projector.run(knownProduct, batchOf([1, 2, 3].map((version, offset) => recordOf(eventOf(id, version, 'poison'), offset))));
    const tried: number[] = [];
    registered = [
      {
        ...knownProduct,
        async apply(sql, events) {
          if (events.some(({ version }) => version === 1)) throw new Error('the first version can not be applied');
          tried.push(...events.map(({ version }) => version));
          await knownProduct.apply(sql, events);
        },
      },
    ];
    await acceptPoison();
    expect(await replay({ all: true })).toMatchObject({ outcome: { applied: 2, failed: 1 } });
    expect(tried).toEqual([2, 3]);
    expect(await resolutions()).toEqual(['version 3 applied', 'replayed', 'replayed']);
  });

  test('a letter of a type that this release does not read is resolved as such; one of a projection that is gone stays', async () => {
    await keepPoison(1);
    registered = [{ ...knownProduct, contracts: [] }];
    expect(await replay({ all: true })).toMatchObject({ outcome: { notRead: 1 } });
    expect(await resolutions()).toEqual(['not read by this projection']);
    await projector.run({ ...knownProduct, name: 'gone.v1' }, batchOf(poison(1)));
    expect(await replay({ all: true })).toMatchObject({ outcome: { failed: 1 } });
    expect((await letters.list({ limit: 1, open: true })).letters[0]?.reason).toContain('has no projection gone.v1');
  });

  test('an older letter does not undo what is newer by now', async () => {
    const id = randomUUID();
    await projector.run(knownProduct, batchOf([recordOf(eventOf(id, 1, 'poison'), 0)]));
    await poolSql(side.admin)("INSERT INTO known_product VALUES ($1, 5, 'newer')", [id]);
    await acceptPoison();
    await replay({ all: true });
    expect(await poolSql(side.admin)('SELECT version, name FROM known_product')).toEqual([{ version: 5, name: 'newer' }]);
  });

  test('can be cancelled between two parts: what was applied is resolved, the rest stays open', async () => {
    await keepPoison(30);
    await acceptPoison();
    const request = { selection: { all: true }, ratePerSecond: 10 };
    const id = await jobs.start('replay', 'all', { ...asked, request }, (job) => letters.replay(job));
    await eventually(async () => expect((await jobs.get(id))?.progress).toMatchObject({ attempted: 10 }));
    await jobs.cancel(id, { requestedBy: 'otto', reason: 'enough' });
    const { attempted } = (await ended(id))?.outcome as { attempted: number };
    expect((await jobs.get(id))?.lifecycle).toBe('cancelled');
    expect([await effects(), await letters.count({ all: true })]).toEqual([attempted, 30 - attempted]);
    expect(attempted).toBeLessThan(30);
    expect(await replay({ all: true })).toMatchObject({ outcome: { applied: 30 - attempted } });
    expect(await effects()).toBe(30);
  });

  test('letters of the consumer and of a replay at the same time are each applied once', async () => {
    await keepPoison(200);
    await acceptPoison();
    const [outcome] = await Promise.all([
      replay({ all: true }, 500),
      (async () => {
        for (let from = 200; from < 400; from += 20) await projector.run(knownProduct, batchOf(poison(20, from)));
      })(),
    ]);
    expect(outcome).toMatchObject({ outcome: { applied: 200 } });
    expect(await effects()).toBe(400);
  });

  test('goes on after its process was killed, again and again: no letter lost, none applied twice', async () => {
    await keepPoison(80);
    await acceptPoison();
    const request = { selection: { all: true }, ratePerSecond: 20 };
    const id = await jobs.open(poolSql(side.pool), 'replay', 'all', { ...asked, request });
    for (const attempted of [20, 40, 60]) {
      const child = startProcess(side.url);
      await eventually(async () => expect(Number((await jobs.get(id))?.progress['attempted'] ?? 0)).toBeGreaterThanOrEqual(attempted));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    jobs.resumable('replay', (job) => letters.replay(job));
    expect(await ended(id)).toMatchObject({ lifecycle: 'succeeded', outcome: { total: 80, attempted: 80, applied: 80 } });
    expect((await jobs.get(id))?.resumptions).toBeGreaterThanOrEqual(1);
    expect([await effects(), await letters.count({ all: true })]).toEqual([80, 0]);
    expect((await side.admin.query('SELECT FROM dead_letter_attempt WHERE job_id = $1', [id])).rowCount).toBe(80);
  });
});

function startProcess(url: string): ChildProcess {
  const sources = new URL('../../test-kit/typescript-sources.mjs', import.meta.url).href;
  const main = fileURLToPath(new URL('./replay-process.main.ts', import.meta.url));
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', sources];
  return spawn(process.execPath, [...flags, main], {
    env: { ...process.env, NODE_OPTIONS: '', SERVICE_URL: url },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}
