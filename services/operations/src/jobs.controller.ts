import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { Forwarding, Operator } from './forwarding.store.js';
import { gatheredList } from './gathered.js';
import { JobList, JobStarted, OneJob } from './jobs.api.js';
import { OfJob, Reasoned } from './operator-request.api.js';
import type { OnBehalfOf } from './services.store.js';

@Roles('operator')
@Controller('v1/operations')
export class JobsController {
  constructor(@Inject(Forwarding) private readonly forwarding: Forwarding) {}

  @ApiOkResponse({ standardSchema: JobList, description: 'Replays and rebuilds of all services with their progress.' })
  @Get('jobs')
  async jobs(@Operator() operator: OnBehalfOf) {
    const { answers, notAnswering } = await this.forwarding.all({ path: '/internal/jobs' }, operator);
    return { items: gatheredList(answers, 'items'), notAnswering };
  }

  @ApiOkResponse({ standardSchema: OneJob, description: 'One job with its progress, and its outcome once it has ended.' })
  @Get('services/:service/jobs/:jobId')
  job(@Param({ schema: OfJob }) { service, jobId }: OfJob, @Operator() operator: OnBehalfOf): Promise<Answer> {
    return this.forwarding.one(service, { path: `/internal/jobs/${jobId}` }, operator);
  }

  @ApiAcceptedResponse({ standardSchema: JobStarted, description: 'The job stops at its next step; what it has done stays done.' })
  @Post('services/:service/jobs/:jobId/cancellation')
  cancel(
    @Param({ schema: OfJob }) { service, jobId }: OfJob,
    @Body({ schema: Reasoned }) body: Reasoned,
    @Command() { idempotencyKey }: CommandContext,
    @Operator() operator: OnBehalfOf,
  ): Promise<Answer> {
    return this.forwarding.one(service, { method: 'POST', path: `/internal/jobs/${jobId}/cancellation`, body, idempotencyKey }, operator);
  }
}
