import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { DeadLetterGroups, DryRun, DryRunOutcomes, LetterInFull, Letters, LettersAsked, OfLetter, Replay } from './dead-letters.api.js';
import { Forwarding, Operator } from './forwarding.store.js';
import { gatheredList, queryOf } from './gathered.js';
import { JobStarted } from './jobs.api.js';
import type { OnBehalfOf } from './services.store.js';

const dryRunWithinMs = 25_000;

@Roles('operator')
@Controller('v1/operations')
export class DeadLettersController {
  constructor(@Inject(Forwarding) private readonly forwarding: Forwarding) {}

  @ApiOkResponse({
    standardSchema: DeadLetterGroups,
    description: 'Dead letters of all services, those that failed in the same way together.',
  })
  @Get('dead-letters')
  async groups(@Operator() operator: OnBehalfOf) {
    const { answers, notAnswering } = await this.forwarding.all({ path: '/internal/dead-letters' }, operator);
    return { groups: gatheredList(answers, 'groups'), notAnswering };
  }

  @ApiOkResponse({ standardSchema: Letters, description: 'The letters of one service, a page at a time.' })
  @Get('dead-letters/letters')
  letters(@Query({ schema: LettersAsked }) asked: LettersAsked, @Operator() operator: OnBehalfOf): Promise<Answer> {
    const { service, ...query } = asked;
    return this.forwarding.one(service, { path: `/internal/dead-letters/letters${queryOf(query)}` }, operator);
  }

  @ApiOkResponse({ standardSchema: LetterInFull, description: 'One letter with its headers and the record itself.' })
  @Get('services/:service/dead-letters/:letterId')
  letter(@Param({ schema: OfLetter }) { service, letterId }: OfLetter, @Operator() operator: OnBehalfOf): Promise<Answer> {
    return this.forwarding.one(service, { path: `/internal/dead-letters/letters/${letterId}` }, operator);
  }

  @ApiOkResponse({ standardSchema: DryRunOutcomes, description: "What today's consumer would do with each letter; nothing is changed." })
  @HttpCode(200)
  @Post('dead-letters/dry-runs')
  dryRun(@Body({ schema: DryRun }) { service, selection }: DryRun, @Operator() operator: OnBehalfOf): Promise<Answer> {
    const question = { method: 'POST', path: '/internal/dead-letters/dry-runs', body: { selection }, withinMs: dryRunWithinMs } as const;
    return this.forwarding.one(service, question, operator);
  }

  @ApiAcceptedResponse({
    standardSchema: JobStarted,
    description: 'A job that applies the letters, at most so many a second; its progress is at /v1/operations/jobs.',
  })
  @Post('dead-letters/replays')
  replay(
    @Body({ schema: Replay }) { service, ...body }: Replay,
    @Command() { idempotencyKey }: CommandContext,
    @Operator() operator: OnBehalfOf,
  ): Promise<Answer> {
    return this.forwarding.one(service, { method: 'POST', path: '/internal/dead-letters/replays', body, idempotencyKey }, operator);
  }
}
