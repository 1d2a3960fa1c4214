import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { append } from '@jinqiao/event-log/append';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import type { Scope } from '@jinqiao/event-log/transaction';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { Command, Commands } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { alreadyApplied, approve, reviewNotes } from './institution.js';
import type { Institution } from './institution.js';
import { approvalOf, insertApplication, listInstitutions, loadInstitution } from './institution.store.js';
import { ApplicationBody, InstitutionId, InstitutionsQuery, NothingBody } from './institutions.api.js';
import type { ApplicationBody as ApplicationRequest, InstitutionsQuery as ListRequest } from './institutions.api.js';

@Controller('v1/institutions')
export class InstitutionsController {
  constructor(
    private readonly commands: Commands,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  /** A maker applies for the institution that his token names. */
  @Post()
  @Roles('maker')
  apply(@Command() command: CommandContext, @Body({ schema: ApplicationBody }) application: ApplicationRequest): Promise<Answer> {
    const { subject, institutionId } = command.caller;
    if (institutionId === undefined)
      throw new Problem(
        'institution-not-yours',
        'Your token names no institution. Ask for a token with the claim institution_id, then apply again.',
      );
    return this.commands.run(command, { institutionId }, async (sql) => {
      const entered = await insertApplication(sql, institutionId, application, { subject, at: command.now.toISOString() });
      const institution = await loadInstitution(sql, institutionId);
      if (institution === undefined) throw notFound(institutionId);
      if (!entered) throw alreadyApplied(institution);
      return { status: 201, body: view(institution), location: `/v1/institutions/${institutionId}` };
    });
  }

  /** An operator approves; the institution is published and may register products. */
  @Post(':institutionId/approval')
  @Roles('operator')
  approval(
    @Body({ schema: NothingBody }) _: unknown,
    @Command() command: CommandContext,
    @Param('institutionId', { schema: InstitutionId }) institutionId: string,
  ): Promise<Answer> {
    return this.commands.run(command, { actor: 'operator' }, async (sql) => {
      const institution = await loadInstitution(sql, institutionId, 'FOR UPDATE');
      if (institution === undefined) throw notFound(institutionId);
      const { caller, correlationId, traceparent } = command;
      const at = command.now.toISOString();
      const state = approve(institution, caller.subject);
      const appended = await append(sql, approvalOf(institution, { subject: caller.subject, at }), {
        contract: institutionApproved,
        id: uuidv7(),
        subject: institutionId,
        version: state.version,
        institutionId,
        happenedAt: at,
        correlationId,
        ...(traceparent !== undefined && { traceparent }),
        authId: caller.subject,
        authType: 'user',
        data: state,
      });
      if (!appended)
        throw new Problem('version-conflict', `Institution ${institutionId} changed meanwhile. Read it again before deciding.`);
      const { version } = state;
      const approved: Institution = { ...institution, lifecycle: 'approved', version, approvedBy: caller.subject, approvedAt: at };
      return { status: 200, body: view(approved), consistencyToken: `institution:${institutionId}@${version}` };
    });
  }

  @Get(':institutionId')
  @Roles('maker', 'checker', 'operator', 'supervisor')
  async institution(
    @CurrentCaller() caller: Caller,
    @Param('institutionId', { schema: InstitutionId }) institutionId: string,
  ): Promise<unknown> {
    const institution = await inPoolTransaction(this.pool, readScope(caller), (sql) => loadInstitution(sql, institutionId));
    if (institution === undefined) throw notFound(institutionId);
    return view(institution);
  }

  @Get()
  @Roles('operator', 'supervisor')
  async institutions(@CurrentCaller() caller: Caller, @Query({ schema: InstitutionsQuery }) query: ListRequest): Promise<unknown> {
    const { lifecycle, limit, cursor } = query;
    if (cursor !== undefined && !InstitutionId.safeParse(cursor).success)
      throw new Problem('cursor-not-valid', 'The cursor is not one that this list gave. Start again without it.', { cursor });
    const found = await inPoolTransaction(this.pool, readScope(caller), (sql) =>
      listInstitutions(sql, { lifecycle, after: cursor, limit: limit + 1 }),
    );
    const shown = found.slice(0, limit);
    return { items: shown.map(view), nextCursor: found.length > limit ? (shown.at(-1)?.institutionId ?? null) : null };
  }
}

/** Operators and supervisors read every institution, everybody else the one of their token. */
function readScope({ roles, institutionId }: Caller): Scope {
  const actor = (['operator', 'supervisor'] as const).find((role) => roles.includes(role));
  if (actor !== undefined) return { actor };
  if (institutionId === undefined)
    throw new Problem('institution-not-yours', 'Your token names no institution. Ask for a token with the claim institution_id.');
  return { institutionId };
}

const view = ({ application, ...institution }: Institution): unknown => ({
  ...institution,
  ...application,
  reviewNotes: reviewNotes(application),
});

const notFound = (institutionId: string): Problem =>
  new Problem('not-found', `There is no institution ${institutionId} that you may see. Check the id, or use a token of that institution.`);
