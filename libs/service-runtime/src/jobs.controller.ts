import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Job } from '@jinqiao/projection/job.store';
import { Jobs } from '@jinqiao/projection/jobs';
import { z } from 'zod';
import { Roles } from './auth.js';
import { Command, Commands } from './commands.js';
import type { Answer, CommandContext } from './commands.js';
import { Reason } from './operator-request.js';

const JobId = z.uuid();
const Cancellation = z.strictObject({ reason: Reason });

/** `/internal/jobs`: the long work of this service, for the operations service. */
@ApiExcludeController()
@Roles('operator')
@Controller('internal/jobs')
export class JobsController {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Get()
  async list(): Promise<{ items: Job[] }> {
    return { items: await this.jobs.list() };
  }

  @Get(':id')
  async get(@Param('id', { schema: JobId }) id: string): Promise<Job> {
    return (await this.jobs.get(id)) ?? noSuchJob(id);
  }

  /** The job ends between two steps; what it has done stays done. */
  @Post(':id/cancellation')
  async cancel(
    @Command() command: CommandContext,
    @Param('id', { schema: JobId }) id: string,
    @Body({ schema: Cancellation }) { reason }: z.infer<typeof Cancellation>,
  ): Promise<Answer> {
    const requestedBy = command.caller.subject;
    return this.commands.run(command, { actor: 'operator' }, async (sql) => {
      if (await this.jobs.cancel(id, { requestedBy, reason }, sql)) return { status: 202, body: { jobId: id } };
      const job = (await this.jobs.get(id)) ?? noSuchJob(id);
      throw new Problem('nothing-to-change', `The job ${id} has ended already: it ${ended[job.lifecycle]}. There is nothing to cancel.`, {
        lifecycle: job.lifecycle,
      });
    });
  }
}

const ended = { running: 'is running', ready: 'is ready', succeeded: 'succeeded', failed: 'failed', cancelled: 'was cancelled' } as const;

function noSuchJob(id: string): never {
  throw new Problem('not-found', `There is no job ${id} in this service. GET /internal/jobs lists them.`);
}
