import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Log } from '@jinqiao/event-log/log';
import { CLOCK, CONFIGURATION, LOG } from '@jinqiao/service-runtime/tokens';
import type { OperationsConfiguration } from './configuration.js';
import type { Run } from './reconciliation.api.js';
import { ReconciliationRound } from './reconciliation-round.store.js';
import { startedRun, withRun } from './reconciliation-run.js';

const keysMax = 100;

/**
 * Compares projections with their sources every minute. Replicas may do so at the same time: to withdraw and republish twice is to apply the same events
 * once more, which the rows' versions absorb.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly startedByKey = new Map<string, Run>();
  private known: readonly Run[] = [];
  private running: { readonly run: Run; readonly done: Promise<void> } | undefined;
  private loop: Promise<void> | undefined;
  private next: Date | undefined;

  constructor(
    @Inject(ReconciliationRound) private readonly round: ReconciliationRound,
    @Inject(CONFIGURATION) private readonly configuration: OperationsConfiguration,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.repeat();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.running?.done;
  }

  /** The runs since the start of this process, newest first. */
  runs(): readonly Run[] {
    return this.known;
  }

  nextAt(): Date | undefined {
    return this.next;
  }

  /** Starts a run now, or joins the one under way; the same key answers the same run. */
  start(asked: { readonly by: string; readonly reason: string | null; readonly key?: string }): Run {
    const earlier = asked.key === undefined ? undefined : this.startedByKey.get(asked.key);
    if (earlier !== undefined) return earlier;
    const { run } = (this.running ??= this.begin(asked));
    if (asked.key !== undefined) this.remember(asked.key, run);
    return run;
  }

  private async repeat(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.next = new Date(this.clock().getTime() + this.configuration.RECONCILE_EVERY_MS);
      await pause(this.configuration.RECONCILE_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      this.start({ by: 'schedule', reason: null });
      await this.running?.done;
    }
  }

  private begin({ by, reason }: { by: string; reason: string | null }): { run: Run; done: Promise<void> } {
    const run = startedRun({ runId: randomUUID(), startedAt: this.clock().toISOString(), startedBy: by, reason });
    this.tell(run);
    const done = this.round
      .carryOut(run, (told) => this.tell(told), this.stopping.signal)
      .then((ended) => this.say(ended))
      .finally(() => (this.running = undefined));
    return { run, done };
  }

  private tell(run: Run): void {
    this.known = withRun(this.known, run);
  }

  private say({ runId, outcome, steps }: Run): void {
    const found = steps
      .filter(({ step }) => step === 'found')
      .map(({ service, projection, subjects }) => ({ service, projection, subjects }));
    if (outcome === 'open' || outcome === 'failed')
      this.log.warn({ runId, outcome, found }, 'reconciliation has found what is not mended yet');
    else if (found.length > 0) this.log.warn({ runId, outcome, found }, 'reconciliation has found and mended rows');
  }

  private remember(key: string, run: Run): void {
    this.startedByKey.set(key, run);
    for (const oldest of [...this.startedByKey.keys()].slice(0, -keysMax)) this.startedByKey.delete(oldest);
  }
}
