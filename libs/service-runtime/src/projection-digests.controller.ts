import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { poolSql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import { readBucket, readDigests } from '@jinqiao/projection/digest-reading';
import type { ProjectedBucket, ProjectionDigest } from '@jinqiao/projection/digest-reading';
import { Projector } from '@jinqiao/projection/projector';
import { findings, mend, withdraw } from '@jinqiao/projection/reconciliation.store';
import type { KeptFinding } from '@jinqiao/projection/reconciliation.store';
import { Pool } from 'pg';
import { z } from 'zod';
import { Roles } from './auth.js';
import { Command, Commands } from './commands.js';
import type { Answer, CommandContext } from './commands.js';
import { Bucket } from './digests.controller.js';
import { Reason } from './operator-request.js';
import { projectionNamed } from './projection-named.js';
import type { ReadStreamEnds } from './stream-ends.js';
import { STREAM_ENDS } from './tokens.js';

const Version = z.int().min(1).max(2_147_483_647).nullable();
const Withdrawal = z.strictObject({
  findings: z
    .array(
      z.strictObject({
        subject: z.uuid().toLowerCase(),
        finding: z.enum(['missing', 'behind', 'ahead', 'ghost', 'altered']),
        expectedVersion: Version,
        foundVersion: Version,
      }),
    )
    .min(1)
    .max(1_000)
    .refine((list) => new Set(list.map(({ subject }) => subject)).size === list.length, 'Name each subject once.'),
  reason: Reason,
});
const Shown = z.strictObject({
  open: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
const Mended = z.strictObject({ reason: Reason.default('The subject is as the log says again.') });
const FindingId = z.uuid().toLowerCase();

/** What this service's projections hold, for the reconciler; what it found and how it was mended. */
@ApiExcludeController()
@Roles('operator')
@Controller('internal')
export class ProjectionDigestsController {
  constructor(
    private readonly pool: Pool,
    private readonly projector: Projector,
    private readonly commands: Commands,
    @Inject(STREAM_ENDS) private readonly ends: ReadStreamEnds,
  ) {}

  @Get('digests/projections')
  async digests(): Promise<{ projections: readonly ProjectionDigest[] }> {
    const digested = this.projector.registered().filter(({ tables }) => tables !== undefined);
    return { projections: await readDigests(this.pool, digested, await this.ends(digested.map(({ topic }) => topic))) };
  }

  @Get('digests/projections/:name/:bucket')
  async subjects(@Param('name') name: string, @Param('bucket', { schema: Bucket }) bucket: number): Promise<ProjectedBucket> {
    const projection = projectionNamed(this.projector, name);
    return readBucket(this.pool, projection, bucket, await this.ends([projection.topic]));
  }

  @Post('projections/:name/withdrawals')
  withdraw(
    @Param('name') name: string,
    @Body({ schema: Withdrawal }) body: z.infer<typeof Withdrawal>,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    const projection = projectionNamed(this.projector, name);
    return this.commands.run(command, { actor: 'operator' }, async (sql) => ({
      status: 200,
      body: await withdraw(sql, projection, body.findings, { requestedBy: command.caller.subject, reason: body.reason }),
    }));
  }

  @Get('reconciliation/findings')
  async findings(@Query({ schema: Shown }) { open, limit }: z.infer<typeof Shown>): Promise<{ items: readonly KeptFinding[] }> {
    return { items: await findings(poolSql(this.pool), { open: open === 'true', limit }) };
  }

  @Post('reconciliation/findings/:id/mended')
  mended(
    @Param('id', { schema: FindingId }) id: string,
    @Body({ schema: Mended }) { reason }: z.infer<typeof Mended>,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    return this.commands.run(command, { actor: 'operator' }, async (sql) => {
      const finding = await mend(sql, id, { requestedBy: command.caller.subject, reason });
      if (finding === undefined) throw new Problem('not-found', `There is no finding ${id} here.`);
      return { status: 200, body: finding };
    });
  }
}
