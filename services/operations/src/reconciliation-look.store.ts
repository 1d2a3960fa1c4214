import { Inject, Injectable } from '@nestjs/common';
import { OwnQuestions } from './own-questions.store.js';
import {
  KeptFindings,
  ProjectedBucket,
  ProjectionDigests,
  Republished,
  SourceDigests,
  SourceSubjects,
  Withdrawn,
} from './reconciliation.api.js';
import type { Finding, KeptFinding, ProjectionDigest, SourceDigest } from './reconciliation.api.js';
import type { BucketLook } from './reconciliation-findings.js';
import { NoAnswer } from './services.store.js';
import { topicOwner } from './topic-owner.js';
import { watchedServices } from './watched-service.js';
import type { WatchedService } from './watched-service.js';

/** A projection and where it is kept. */
export type Place = { readonly service: WatchedService; readonly projection: string; readonly topic: string };

/** The run in whose name is asked; its signal gives the questions up. */
export type RunUnderWay = { readonly runId: string; readonly signal: AbortSignal };

/** What all services said at once; those that did not answer are named. */
export type Said<T> = {
  readonly said: readonly ({ readonly service: WatchedService } & T)[];
  readonly silent: readonly { readonly service: WatchedService; readonly reason: string }[];
};

const digestWithinMs = 30_000;
const bucketWithinMs = 15_000;
const listed = 1_000;

/** Reads digests, buckets and findings of the services, and asks them to mend, for one run. */
@Injectable()
export class ReconciliationLook {
  constructor(@Inject(OwnQuestions) private readonly questions: OwnQuestions) {}

  async sources(run: RunUnderWay): Promise<Said<{ readonly topics: readonly SourceDigest[] }>> {
    return this.all(async (service) => {
      const read = await this.questions.ask(service, question(run, '/internal/digests/sources', digestWithinMs), SourceDigests);
      return read && { topics: read.topics };
    });
  }

  async projections(run: RunUnderWay): Promise<Said<{ readonly projections: readonly ProjectionDigest[] }>> {
    return this.all(async (service) => {
      const read = await this.questions.ask(service, question(run, '/internal/digests/projections', digestWithinMs), ProjectionDigests);
      return read && { projections: read.projections };
    });
  }

  async openFindings(run: RunUnderWay): Promise<Said<{ readonly findings: readonly KeptFinding[] }>> {
    const path = `/internal/reconciliation/findings?open=true&limit=${listed}`;
    return this.all(async (service) => {
      const read = await this.questions.ask(service, question(run, path, bucketWithinMs), KeptFindings);
      return read && { findings: read.items };
    });
  }

  /** The log, the projection, the log again. */
  async bucket(run: RunUnderWay, { service, projection, topic }: Place, bucket: number): Promise<BucketLook> {
    const before = await this.sourceSubjects(run, topic, bucket);
    const path = `/internal/digests/projections/${encodeURIComponent(projection)}/${bucket}`;
    const projected = await this.questions.ask(service, question(run, path, bucketWithinMs), ProjectedBucket);
    if (projected === undefined) throw new NoAnswer(`It knows no projection ${projection}.`);
    return { before, projected, after: await this.sourceSubjects(run, topic, bucket) };
  }

  /** Keeps the findings where they were found and takes away the rows that would resist. */
  async withdraw(
    run: RunUnderWay,
    { service, projection }: Place,
    asked: { findings: readonly Finding[]; reason: string; part: number },
  ): Promise<number> {
    const { findings, reason, part } = asked;
    const path = `/internal/projections/${encodeURIComponent(projection)}/withdrawals`;
    const change = { method: 'POST', body: { findings, reason }, idempotencyKey: `${run.runId}.${projection}.${part}` } as const;
    const answer = await this.questions.ask(service, { ...question(run, path, bucketWithinMs), ...change }, Withdrawn);
    return answer?.rows ?? 0;
  }

  /** Has the log's owner publish every version of the subjects again. */
  async republish(run: RunUnderWay, topic: string, asked: { subjects: readonly string[]; reason: string; part: number }): Promise<number> {
    const { subjects, reason, part } = asked;
    const change = { method: 'POST', body: { topic, subjects, reason }, idempotencyKey: `${run.runId}.${topic}.${part}` } as const;
    const answer = await this.questions.ask(
      ownerOf(topic),
      { ...question(run, '/internal/republications', bucketWithinMs), ...change },
      Republished,
    );
    return answer?.events ?? 0;
  }

  async mended(run: RunUnderWay, service: WatchedService, finding: KeptFinding, reason: string): Promise<true> {
    const path = `/internal/reconciliation/findings/${finding.id}/mended`;
    const change = { method: 'POST', body: { reason }, idempotencyKey: `${run.runId}.${finding.id}` } as const;
    await this.questions.ask(service, { ...question(run, path, bucketWithinMs), ...change }, KeptFindings.shape.items.element.partial());
    return true;
  }

  private async sourceSubjects(run: RunUnderWay, topic: string, bucket: number): Promise<BucketLook['before']> {
    const path = `/internal/digests/sources/${topic}/${bucket}`;
    return (await this.questions.ask(ownerOf(topic), question(run, path, bucketWithinMs), SourceSubjects))?.subjects ?? [];
  }

  private async all<T extends object>(ask: (service: WatchedService) => Promise<T | undefined>): Promise<Said<T>> {
    const silent: { service: WatchedService; reason: string }[] = [];
    const said = await Promise.all(
      watchedServices.map(async (service) => {
        const answer = await ask(service).catch((error: unknown) => {
          silent.push({ service, reason: error instanceof Error ? error.message : String(error) });
          return undefined;
        });
        return answer && { service, ...answer };
      }),
    );
    return { said: said.flatMap((answer) => answer ?? []), silent };
  }
}

const question = ({ runId, signal }: RunUnderWay, path: string, withinMs: number) => ({
  path,
  withinMs,
  signal,
  correlationId: `reconciliation:${runId}`,
});

function ownerOf(topic: string): WatchedService {
  const owner = topicOwner(topic);
  if (owner === undefined) throw new NoAnswer(`Nobody here publishes ${topic}.`);
  return owner;
}
