import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { republish } from '@jinqiao/event-log/republication';
import { sourceDigests, sourceSubjects } from '@jinqiao/event-log/source-digest';
import type { SourceDigest, SourceSubject } from '@jinqiao/event-log/source-digest';
import { recordAction } from '@jinqiao/projection/operator-action';
import { Pool } from 'pg';
import { z } from 'zod';
import { Roles } from './auth.js';
import { Command, Commands } from './commands.js';
import type { Answer, CommandContext } from './commands.js';
import { Reason } from './operator-request.js';

/** A bucket of a digest, from the address. */
export const Bucket = z.coerce.number().int().min(0).max(255);

const Topic = z.string().regex(/^[a-z0-9.-]{1,100}$/);
const Republication = z.strictObject({ topic: Topic, subjects: z.array(z.uuid().toLowerCase()).min(1).max(1_000), reason: Reason });

/** What this service's record of truth holds, for the reconciler, and its publication anew. */
@ApiExcludeController()
@Roles('operator')
@Controller('internal')
export class DigestsController {
  constructor(
    private readonly pool: Pool,
    private readonly commands: Commands,
  ) {}

  @Get('digests/sources')
  async sources(): Promise<{ topics: readonly SourceDigest[] }> {
    return { topics: await sourceDigests(this.pool) };
  }

  @Get('digests/sources/:topic/:bucket')
  async subjects(
    @Param('topic', { schema: Topic }) topic: string,
    @Param('bucket', { schema: Bucket }) bucket: number,
  ): Promise<{ subjects: readonly SourceSubject[] }> {
    return { subjects: await sourceSubjects(this.pool, topic, bucket) };
  }

  @Post('republications')
  republish(@Body({ schema: Republication }) body: z.infer<typeof Republication>, @Command() command: CommandContext): Promise<Answer> {
    const { topic, subjects, reason } = body;
    return this.commands.run(command, { actor: 'operator' }, async (sql) => {
      const events = await republish(sql, topic, subjects);
      await recordAction(sql, {
        action: 'republication',
        subject: topic,
        requestedBy: command.caller.subject,
        reason,
        details: { subjects, events },
      });
      return { status: 200, body: { events } };
    });
  }
}
