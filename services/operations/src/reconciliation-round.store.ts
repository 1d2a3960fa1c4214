import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import type { Finding, KeptFinding, ProjectionDigest, Run, Step } from './reconciliation.api.js';
import { findingsIn, mendedIn, republishable, sorted, suspectBuckets } from './reconciliation-findings.js';
import { ReconciliationLook } from './reconciliation-look.store.js';
import type { Place, RunUnderWay } from './reconciliation-look.store.js';
import { endedRun, withStep } from './reconciliation-run.js';
import { topicOwner } from './topic-owner.js';
import type { WatchedService } from './watched-service.js';

type Suspect = { readonly place: Place; readonly buckets: readonly number[] };
type Found = { readonly place: Place; readonly findings: readonly Finding[] };
type Open = { readonly place: Place; readonly bucket: number; readonly findings: readonly KeptFinding[] };

/** Of one projection in one run; the next run goes on. */
const bucketsMax = 64;
const subjectsMax = 1_000;
const examplesMax = 20;
const mendWithinMs = 30_000;
const lookAgainAfterMs = 500;

/** One comparison of every projection with the log of its topic: what differs is named, mended and looked at again. */
@Injectable()
export class ReconciliationRound {
  constructor(
    @Inject(ReconciliationLook) private readonly look: ReconciliationLook,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  /** Carries the run out; `tell` is given the run after each step, the last time at its end. */
  async carryOut(started: Run, tell: (run: Run) => void, signal: AbortSignal): Promise<Run> {
    const account = new Account(started, tell, this.clock);
    const run = { runId: started.runId, signal };
    try {
      const suspects = await this.compare(run, account);
      const found = await this.find(run, account, suspects);
      await this.mend(run, account, found);
      await this.lookAgain(run, account);
    } catch (error) {
      account.step({ step: 'failed', detail: reasonOf(error) });
    }
    return account.end();
  }

  private async compare(run: RunUnderWay, account: Account): Promise<Suspect[]> {
    const before = await this.look.sources(run);
    const projected = await this.look.projections(run);
    for (const { service, reason } of [...before.silent, ...projected.silent])
      account.step({ step: 'not-answering', service, detail: reason });
    const all = projected.said.flatMap(({ service, projections }) =>
      projections.map((digest) => ({ place: placeOf(service, digest), digest })),
    );
    const silent = new Set(before.silent.map(({ service }) => service));
    const comparable = all.filter(({ digest }) => digest.settled && !silent.has(topicOwner(digest.topic) ?? 'query'));
    const topicOf = (from: typeof before, topic: string) =>
      from.said.flatMap(({ topics }) => topics).find((digest) => digest.topic === topic);
    const differs = comparable.some(({ digest }) => {
      const source = topicOf(before, digest.topic);
      return suspectBuckets(source, digest, source).length > 0;
    });
    const after = differs ? await this.look.sources(run) : before;
    const suspects = comparable.map(({ place, digest }) => ({
      place,
      buckets: suspectBuckets(topicOf(before, digest.topic), digest, topicOf(after, digest.topic)),
    }));
    account.compared(all.map(({ place, digest }) => summary(place, digest, suspects.find((suspect) => suspect.place === place)?.buckets)));
    return suspects.filter(({ buckets }) => buckets.length > 0);
  }

  private async find(run: RunUnderWay, account: Account, suspects: readonly Suspect[]): Promise<Found[]> {
    const found: Found[] = [];
    for (const { place, buckets } of suspects) {
      const findings: Finding[] = [];
      for (const bucket of buckets.slice(0, bucketsMax)) {
        const seen = await account.trying(place, () => this.look.bucket(run, place, bucket));
        if (seen !== undefined) findings.push(...findingsIn(seen));
      }
      const { mendable, heldBack } = sorted(findings, Math.min(1, bucketsMax / buckets.length));
      if (findings.length > 0) account.step(counted('found', place, findings, 'These subjects are not as the log says.'));
      if (heldBack.length > 0) {
        const detail =
          'So many rows that the log does not know look like a log that lost its end. Nothing is taken away: rebuild the projection, or bring the log back.';
        account.step(counted('held-back', place, heldBack, detail));
      }
      if (mendable.length > 0) found.push({ place, findings: mendable });
    }
    return found;
  }

  private async mend(run: RunUnderWay, account: Account, found: readonly Found[]): Promise<void> {
    const reason = account.why();
    const byTopic = new Map<string, Set<string>>();
    for (const { place, findings } of found) {
      for (const [part, some] of parts(findings).entries()) {
        const rows = await account.trying(place, () => this.look.withdraw(run, place, { findings: some, reason, part }));
        if (rows === undefined) continue;
        account.step(counted('withdrawn', place, some, `Kept as findings; ${rows} rows that would resist were taken away.`));
        byTopic.set(place.topic, new Set([...(byTopic.get(place.topic) ?? []), ...republishable(some)]));
      }
    }
    for (const [topic, subjects] of byTopic) {
      for (const [part, some] of parts([...subjects]).entries()) {
        const events = await account.trying({ topic }, () => this.look.republish(run, topic, { subjects: some, reason, part }));
        if (events !== undefined)
          account.step({ step: 'republished', topic, subjects: some.length, detail: `${events} events go out again from the log.` });
      }
    }
  }

  /** What is open, from this run or an earlier one, is looked at until it is as the log says again, for half a minute. */
  private async lookAgain(run: RunUnderWay, account: Account): Promise<void> {
    let open = await this.open(run);
    const deadline = performance.now() + mendWithinMs;
    while (open.length > 0 && !run.signal.aborted) {
      const still: Open[] = [];
      for (const each of open) still.push(...(await this.closeMended(run, account, each)));
      open = still;
      if (open.length === 0 || performance.now() > deadline) break;
      await pause(lookAgainAfterMs, undefined, { signal: run.signal }).catch(() => undefined);
    }
    for (const { place, findings } of open)
      account.step(counted('not-mended', place, findings, 'Not as the log says yet; the next run goes on.'));
  }

  private async open(run: RunUnderWay): Promise<Open[]> {
    const groups = new Map<string, Open>();
    for (const { service, findings } of (await this.look.openFindings(run)).said) {
      for (const finding of findings) {
        const { projection, topic, subject } = finding;
        const bucket = bucketOf(subject);
        const key = JSON.stringify([service, projection, bucket]);
        groups.set(key, { place: { service, projection, topic }, bucket, findings: [...(groups.get(key)?.findings ?? []), finding] });
      }
    }
    return [...groups.values()];
  }

  private async closeMended(run: RunUnderWay, account: Account, { place, bucket, findings }: Open): Promise<Open[]> {
    const seen = await account.trying(place, () => this.look.bucket(run, place, bucket));
    if (seen === undefined) return [{ place, bucket, findings }];
    const mended = new Set(
      mendedIn(
        seen,
        findings.map(({ subject }) => subject),
      ),
    );
    const closed: KeptFinding[] = [];
    for (const finding of findings.filter(({ subject }) => mended.has(subject))) {
      const isKept = await account.trying(place, () => this.look.mended(run, place.service, finding, account.why()));
      if (isKept) closed.push(finding);
    }
    if (closed.length > 0) account.step(counted('mended', place, closed, 'As the log says again.'));
    const open = findings.filter((finding) => !closed.includes(finding));
    return open.length > 0 ? [{ place, bucket, findings: open }] : [];
  }
}

/** What has happened in a run so far. */
class Account {
  constructor(
    private run: Run,
    private readonly tell: (run: Run) => void,
    private readonly clock: () => Date,
  ) {}

  why(): string {
    const { runId, startedBy, reason } = this.run;
    return `Reconciliation ${runId}, started by ${startedBy}${reason === null ? '' : `: ${reason}`}`.slice(0, 500);
  }

  step(step: Omit<Step, 'at'>): void {
    this.set(withStep(this.run, { at: this.clock().toISOString(), ...step }));
  }

  /** What is met again and again is told once. */
  private stepOnce(step: Omit<Step, 'at'>): void {
    const { projection, topic, detail } = step;
    const isTold = this.run.steps.some((told) => told.projection === projection && told.topic === topic && told.detail === detail);
    if (!isTold) this.step(step);
  }

  compared(projections: Run['projections']): void {
    this.set({ ...this.run, projections });
    const differing = projections.reduce((sum, { differingBuckets }) => sum + (differingBuckets ?? 0), 0);
    const subjects = projections.reduce((sum, projection) => sum + projection.subjects, 0);
    this.step({ step: 'compared', subjects, detail: `${projections.length} projections; ${differing} of their buckets differ.` });
    for (const { settled, service, projection, topic } of projections) {
      if (!settled)
        this.step({ step: 'not-settled', service, projection, topic, detail: 'It is behind its topic, so nothing is said of it now.' });
    }
  }

  /** The work's outcome; undefined, and said, when a service did not answer: the others are looked at all the same. */
  async trying<T>(place: Partial<Place>, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.stepOnce({ step: 'not-answering', ...place, detail: reasonOf(error) });
      return undefined;
    }
  }

  end(): Run {
    this.set(endedRun(this.run, this.clock().toISOString()));
    return this.run;
  }

  private set(run: Run): void {
    this.run = run;
    this.tell(run);
  }
}

const placeOf = (service: WatchedService, { projection, topic }: ProjectionDigest): Place => ({ service, projection, topic });

const summary = (
  place: Place,
  { settled, buckets }: ProjectionDigest,
  differing: readonly number[] | undefined,
): Run['projections'][number] => ({
  ...place,
  settled,
  subjects: buckets.reduce((sum, { subjects }) => sum + subjects, 0),
  differingBuckets: differing?.length ?? null,
});

const counted = (step: Step['step'], place: Place, findings: readonly Finding[], detail: string): Omit<Step, 'at'> => ({
  step,
  ...place,
  subjects: findings.length,
  detail,
  examples: findings
    .slice(0, examplesMax)
    .map(({ subject, finding, expectedVersion, foundVersion }) => ({ subject, finding, expectedVersion, foundVersion })),
});

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / subjectsMax) }, (_, part) => all.slice(part * subjectsMax, (part + 1) * subjectsMax));
}

/** The bucket of a subject, as the services count them: the first byte of md5 of its text. */
const bucketOf = (subject: string): number => createHash('md5').update(subject).digest()[0] ?? 0;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
