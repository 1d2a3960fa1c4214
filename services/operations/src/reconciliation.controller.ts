import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { CONFIGURATION } from '@jinqiao/service-runtime/tokens';
import type { OperationsConfiguration } from './configuration.js';
import { Forwarding, Operator } from './forwarding.store.js';
import { gatheredList } from './gathered.js';
import { Reasoned } from './operator-request.api.js';
import { Reconciler } from './reconciler.store.js';
import { Reconciliation, RunStarted } from './reconciliation.api.js';
import type { OnBehalfOf } from './services.store.js';

@Roles('operator')
@Controller('v1/operations/reconciliation')
export class ReconciliationController {
  constructor(
    @Inject(Reconciler) private readonly reconciler: Reconciler,
    @Inject(Forwarding) private readonly forwarding: Forwarding,
    @Inject(CONFIGURATION) private readonly configuration: OperationsConfiguration,
  ) {}

  @ApiOkResponse({
    standardSchema: Reconciliation,
    description: 'Comparisons of projections with their sources, step by step, and what they found, open and mended.',
  })
  @Get()
  async reconciliation(@Operator() operator: OnBehalfOf) {
    const { answers, notAnswering } = await this.forwarding.all({ path: '/internal/reconciliation/findings' }, operator);
    return {
      everyMs: this.configuration.RECONCILE_EVERY_MS,
      nextAt: this.reconciler.nextAt()?.toISOString() ?? null,
      runs: this.reconciler.runs(),
      findings: gatheredList(answers, 'items'),
      notAnswering,
    };
  }

  @ApiAcceptedResponse({ standardSchema: RunStarted, description: 'A comparison that starts now, or the one that is under way.' })
  @Post('runs')
  start(@Body({ schema: Reasoned }) { reason }: Reasoned, @Command() { caller, idempotencyKey }: CommandContext): Answer {
    const key = JSON.stringify([caller.subject, idempotencyKey]);
    const { runId, startedAt, startedBy } = this.reconciler.start({ by: caller.subject, reason, key });
    return { status: 202, body: { runId, startedAt, startedBy }, location: '/v1/operations/reconciliation' };
  }
}
