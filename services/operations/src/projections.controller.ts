import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { Forwarding, Operator } from './forwarding.store.js';
import { gatheredList } from './gathered.js';
import { JobStarted, ProjectionList, Swapped } from './jobs.api.js';
import { OfProjection, Reasoned } from './operator-request.api.js';
import type { OnBehalfOf } from './services.store.js';

/** A swap waits for locks that readers hold for a moment. */
const swapWithinMs = 20_000;

@Roles('operator')
@Controller('v1/operations')
export class ProjectionsController {
  constructor(@Inject(Forwarding) private readonly forwarding: Forwarding) {}

  @ApiOkResponse({
    standardSchema: ProjectionList,
    description: 'Projections of all services: which tables serve, and a rebuild under way.',
  })
  @Get('projections')
  async projections(@Operator() operator: OnBehalfOf) {
    const { answers, notAnswering } = await this.forwarding.all({ path: '/internal/projections' }, operator);
    return { items: gatheredList(answers, 'items'), notAnswering };
  }

  @ApiAcceptedResponse({
    standardSchema: JobStarted,
    description: 'A job that fills the other tables from the first event on and compares; readers notice nothing.',
  })
  @Post('services/:service/projections/:name/rebuilds')
  rebuild(
    @Param({ schema: OfProjection }) place: OfProjection,
    @Body({ schema: Reasoned }) body: Reasoned,
    @Command() command: CommandContext,
    @Operator() operator: OnBehalfOf,
  ): Promise<Answer> {
    return this.change(place, { step: 'rebuilds', body, command }, operator);
  }

  @ApiOkResponse({
    standardSchema: Swapped,
    description: 'Readers see the rebuilt tables from now on; the old ones are kept for a rollback.',
  })
  @Post('services/:service/projections/:name/swap')
  swap(
    @Param({ schema: OfProjection }) place: OfProjection,
    @Body({ schema: Reasoned }) body: Reasoned,
    @Command() command: CommandContext,
    @Operator() operator: OnBehalfOf,
  ): Promise<Answer> {
    return this.change(place, { step: 'swap', body, command }, operator);
  }

  @ApiOkResponse({
    standardSchema: Swapped,
    description: 'Readers see the tables of before the last swap again; they catch up by themselves.',
  })
  @Post('services/:service/projections/:name/rollback')
  rollback(
    @Param({ schema: OfProjection }) place: OfProjection,
    @Body({ schema: Reasoned }) body: Reasoned,
    @Command() command: CommandContext,
    @Operator() operator: OnBehalfOf,
  ): Promise<Answer> {
    return this.change(place, { step: 'rollback', body, command }, operator);
  }

  private change(
    { service, name }: OfProjection,
    asked: { step: 'rebuilds' | 'swap' | 'rollback'; body: Reasoned; command: CommandContext },
    operator: OnBehalfOf,
  ): Promise<Answer> {
    const { step, body, command } = asked;
    const path = `/internal/projections/${encodeURIComponent(name)}/${step}`;
    const question = { method: 'POST', path, body, idempotencyKey: command.idempotencyKey, withinMs: swapWithinMs } as const;
    return this.forwarding.one(service, question, operator);
  }
}
