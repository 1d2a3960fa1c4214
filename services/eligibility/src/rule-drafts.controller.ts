import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command, Commands } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { Pool } from 'pg';
import { z } from 'zod';
import type { CurrentLaw } from './current-law.js';
import { LAW } from './law.js';
import { heldCases, lawHeld } from './law-held.store.js';
import { RuleDraftBody } from './rule-draft.js';
import { restatedCases } from './rule-draft-cases.js';
import { readDraft } from './rule-draft-lint.js';
import { draftNamed, draftsOf, keepDraft } from './rule-draft.store.js';
import { draftRefused, publishDraft } from './rule-publication.store.js';
import { schemeNamed, SchemeId } from './scheme-named.js';

const DraftId = z.uuid().toLowerCase();

/** Supervisors write rules and let a second supervisor make them law. */
@Controller('v1/schemes/:schemeId/rule-drafts')
export class RuleDraftsController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    private readonly commands: Commands,
  ) {}

  @Post()
  @Roles('supervisor')
  async draft(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Body({ schema: RuleDraftBody }) body: RuleDraftBody,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    const scheme = schemeNamed(await this.latestLaw(), schemeId);
    return this.commands.run(command, { actor: 'supervisor' }, async (sql) => {
      const held = await lawHeld(sql, scheme, command.now);
      const { draft: read, faults } = readDraft(held, body);
      if (read === undefined) throw draftRefused(faults);
      const by = { subject: command.caller.subject, at: command.now.toISOString() };
      const draft = await keepDraft(sql, schemeId, read, by);
      return {
        status: 201,
        body: { ...draft, restates: restatedCases(held.cases, draft) },
        location: `/v1/schemes/${schemeId}/rule-drafts/${draft.draftId}`,
      };
    });
  }

  @Get()
  @Roles('supervisor')
  async list(@Param('schemeId', { schema: SchemeId }) schemeId: string): Promise<unknown> {
    schemeNamed(this.law, schemeId);
    return { items: await this.read((sql) => draftsOf(sql, schemeId)) };
  }

  @Get(':draftId')
  @Roles('supervisor')
  one(@Param('schemeId', { schema: SchemeId }) schemeId: string, @Param('draftId', { schema: DraftId }) draftId: string): Promise<unknown> {
    const scheme = schemeNamed(this.law, schemeId);
    return this.read(async (sql) => {
      const draft = await draftNamed(sql, schemeId, draftId);
      return draft.publishedBy === null ? { ...draft, restates: restatedCases(await heldCases(sql, scheme), draft) } : draft;
    });
  }

  @Post(':draftId/publication')
  @Roles('supervisor')
  async publish(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('draftId', { schema: DraftId }) draftId: string,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    schemeNamed(this.law, schemeId);
    const { subject } = command.caller;
    const answer = await this.commands.run(command, { actor: 'supervisor' }, async (sql) => {
      const publication = await publishDraft(
        sql,
        this.law.in,
        { scheme: schemeId, draftId, subject },
        {
          happenedAt: command.now.toISOString(),
          correlationId: command.correlationId,
          ...(command.traceparent === undefined ? {} : { traceparent: command.traceparent }),
          authId: subject,
          authType: 'user',
        },
      );
      return { status: 201, body: publication };
    });
    await this.latestLaw();
    return answer;
  }

  /** What was published a moment ago, here or by another process, counts from now on. */
  private latestLaw() {
    return this.read(this.law.in);
  }

  private read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return inPoolTransaction(this.pool, { actor: 'reader' }, work);
  }
}
