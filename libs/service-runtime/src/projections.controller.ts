import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { poolSql } from '@jinqiao/event-log/sql';
import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { generations, otherThan } from '@jinqiao/projection/generation.store';
import type { Generation } from '@jinqiao/projection/generation.store';
import { rollBack, swap } from '@jinqiao/projection/generation-swap';
import type { Swapped } from '@jinqiao/projection/generation-swap';
import { JobRunning } from '@jinqiao/projection/job.store';
import type { Job } from '@jinqiao/projection/job.store';
import type { Jobs } from '@jinqiao/projection/jobs';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { NotServable, openRebuild, rebuild } from '@jinqiao/projection/rebuild';
import type { RebuildParts } from '@jinqiao/projection/rebuild';
import { z } from 'zod';
import { Roles } from './auth.js';
import { Command, Commands } from './commands.js';
import type { Answer, CommandContext } from './commands.js';
import { Reason } from './operator-request.js';
import { projectionNamed } from './projection-named.js';
import { REBUILDING } from './tokens.js';

const Because = z.strictObject({ reason: Reason });
type Because = z.infer<typeof Because>;

/** A projection as operators see it; `rollbackTo` is the generation that was served before, while it is kept. */
export type ProjectionOverview = {
  readonly projection: string;
  readonly topic: string;
  readonly rebuildable: boolean;
  readonly serving: Generation;
  readonly rebuild: (Pick<Job, 'lifecycle' | 'progress' | 'outcome'> & { readonly jobId: string }) | null;
  readonly rollbackTo: Generation | null;
};

/** `/internal/projections`: which generation is served, rebuilding the other, and the change between them; for the operations service. */
@ApiExcludeController()
@Roles('operator')
@Controller('internal/projections')
export class ProjectionsController implements OnApplicationBootstrap {
  constructor(
    private readonly projector: Projector,
    private readonly commands: Commands,
    @Inject(REBUILDING) private readonly parts: RebuildParts & { readonly jobs: Jobs },
  ) {}

  onApplicationBootstrap(): void {
    this.parts.jobs.resumable('rebuild', (job) => rebuild(this.parts, projectionNamed(this.projector, job.subject), job));
  }

  @Get()
  async list(): Promise<{ items: readonly ProjectionOverview[] }> {
    const [known, jobs] = await Promise.all([generations(poolSql(this.parts.pool)), this.parts.jobs.list()]);
    const items = this.projector.registered().map(({ name, topic }) => {
      const generation = known.find(({ projection }) => projection === name);
      const serving = generation?.serving ?? 'blue';
      const job = jobs.find(({ kind, subject }) => kind === 'rebuild' && subject === name);
      return {
        projection: name,
        topic,
        rebuildable: generation !== undefined,
        serving,
        rebuild: job ? { jobId: job.id, lifecycle: job.lifecycle, progress: job.progress, outcome: job.outcome } : null,
        rollbackTo: generation?.shadow === 'kept' ? otherThan(serving) : null,
      };
    });
    return { items };
  }

  /** Fills the other generation from the first offset; ends ready to be served. What was kept for a rollback is gone with it. */
  @Post(':name/rebuilds')
  async rebuild(
    @Param('name') name: string,
    @Body({ schema: Because }) { reason }: Because,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    const projection = projectionNamed(this.projector, name);
    const asked = { requestedBy: command.caller.subject, reason };
    const answer = await this.commands.run(command, { actor: 'operator' }, async (sql) => {
      const jobId = await openRebuild(sql, this.parts.jobs, projection, asked).catch(refused);
      return { status: 202, body: { jobId } };
    });
    this.parts.jobs.wake();
    return answer;
  }

  @Post(':name/swap')
  swap(@Param('name') name: string, @Body({ schema: Because }) { reason }: Because, @Command() command: CommandContext): Promise<Answer> {
    return this.change(name, { reason, command, to: swap });
  }

  @Post(':name/rollback')
  rollBack(
    @Param('name') name: string,
    @Body({ schema: Because }) { reason }: Because,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    return this.change(name, { reason, command, to: rollBack });
  }

  private change(name: string, { reason, command, to }: { reason: string; command: CommandContext; to: typeof swap }): Promise<Answer> {
    const projection: Projection = projectionNamed(this.projector, name);
    const inTransaction = (work: (sql: Sql) => Promise<Swapped>): Promise<Answer> =>
      this.commands.run(command, { actor: 'operator' }, async (sql) => ({ status: 200, body: await work(sql) }));
    return to(this.parts, projection, { requestedBy: command.caller.subject, reason }, inTransaction).catch(refused);
  }
}

function refused(error: unknown): never {
  if (error instanceof JobRunning) throw new Problem('job-running', error.message, { jobId: error.jobId });
  if (error instanceof NotServable) throw new Problem('generation-not-ready', error.message);
  throw error;
}
