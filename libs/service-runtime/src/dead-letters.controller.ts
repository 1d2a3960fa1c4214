import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Problem } from '@jinqiao/problem-details/problem';
import { DeadLetters } from '@jinqiao/projection/dead-letters';
import type { DryOutcome } from '@jinqiao/projection/dead-letters';
import { JobRunning } from '@jinqiao/projection/job.store';
import { Jobs } from '@jinqiao/projection/jobs';
import type { Letter, LetterGroup, LetterPage, WholeLetter } from '@jinqiao/projection/letter-reading';
import { LetterSelection, ReplayRequest, selectionSubject } from '@jinqiao/projection/letter-selection';
import { z } from 'zod';
import { Roles } from './auth.js';
import { Command, Commands } from './commands.js';
import type { Answer, CommandContext } from './commands.js';
import { Reason } from './operator-request.js';

const LettersQuery = z.strictObject({
  projection: z.string().max(200).optional(),
  fingerprint: z.string().max(64).optional(),
  subject: z.string().max(200).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
const Page = z.strictObject({ seenAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/), letterId: z.uuid() });
const LetterId = z.uuid();
const DryRun = z.strictObject({ selection: LetterSelection });
const Replay = ReplayRequest.extend({ reason: Reason });

/** `/internal/dead-letters`: what could not be applied in this service, why, and its replay through today's consumer; for the operations service. */
@ApiExcludeController()
@Roles('operator')
@Controller('internal/dead-letters')
export class DeadLettersController implements OnApplicationBootstrap {
  constructor(
    @Inject(DeadLetters) private readonly letters: DeadLetters,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.resumable('replay', (job) => this.letters.replay(job));
  }

  @Get()
  async groups(): Promise<{ groups: LetterGroup[] }> {
    return { groups: await this.letters.groups() };
  }

  @Get('letters')
  async list(
    @Query({ schema: LettersQuery }) query: z.infer<typeof LettersQuery>,
  ): Promise<{ items: Letter[]; nextCursor: string | null }> {
    const { cursor, ...filter } = query;
    const { letters, next } = await this.letters.list({ ...filter, after: cursor === undefined ? undefined : pageOf(cursor) });
    return { items: letters, nextCursor: next && Buffer.from(JSON.stringify(next)).toString('base64url') };
  }

  @Get('letters/:id')
  async get(@Param('id', { schema: LetterId }) id: string): Promise<WholeLetter> {
    const letter = await this.letters.get(id);
    if (letter === undefined) throw new Problem('not-found', `There is no dead letter ${id} in this service.`);
    return letter;
  }

  /** Tries the letters and keeps nothing of it. */
  @HttpCode(200)
  @Post('dry-runs')
  dryRun(@Body({ schema: DryRun }) { selection }: z.infer<typeof DryRun>): Promise<{ outcomes: DryOutcome[]; total: number }> {
    return this.letters.dryRun(selection);
  }

  /** Begins a replay job; what came of each letter is kept with the letter. */
  @Post('replays')
  async replay(@Command() command: CommandContext, @Body({ schema: Replay }) replay: z.infer<typeof Replay>): Promise<Answer> {
    const { reason, ...request } = replay;
    const answer = await this.commands.run(command, { actor: 'operator' }, async (sql) => {
      if ((await this.letters.count(request.selection, sql)) === 0)
        throw new Problem('nothing-to-change', 'No open dead letter is selected: they are resolved already, or there are none.');
      const asked = { requestedBy: command.caller.subject, reason, request };
      const jobId = await this.jobs.open(sql, 'replay', selectionSubject(request.selection), asked).catch(jobRunning);
      return { status: 202, body: { jobId } };
    });
    this.jobs.wake();
    return answer;
  }
}

function jobRunning(error: unknown): never {
  if (error instanceof JobRunning) throw new Problem('job-running', error.message, { jobId: error.jobId });
  throw error;
}

function pageOf(cursor: string): LetterPage {
  try {
    return Page.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Problem('cursor-not-valid', 'The cursor is not one that a list of dead letters gave. Begin again without it.');
  }
}
