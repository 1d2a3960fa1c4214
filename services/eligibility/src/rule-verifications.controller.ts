import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Command, Commands } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import type { CurrentLaw } from './current-law.js';
import { LAW } from './law.js';
import { daysAConfirmationHolds, daysOfNotice, verificationQueue } from './rule-verification.js';
import { OwnerBody, PutOffBody, queueCounts, queuePage, QueueQuery, VerificationBody } from './rule-verification.api.js';
import { assignOwner, putOffReminder, recordVerification, verificationHistory, verificationRecords } from './rule-verification.store.js';
import type { RuleInHand } from './rule-verification.store.js';
import { RuleId, schemeNamed, SchemeId } from './scheme-named.js';

const ofRule = 'schemes/:schemeId/rules/:ruleId';
const inHand = (scheme: string, ruleId: string, { caller, now }: CommandContext): RuleInHand => ({
  scheme,
  ruleId,
  by: caller.subject,
  now,
});

/** The queue of rules to read at their sources again: who answers for them, and what came out. No verdict changes by it. */
@Controller('v1')
export class RuleVerificationsController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    private readonly commands: Commands,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Get('rule-verifications')
  @Roles('supervisor')
  async queue(@Query({ schema: QueueQuery }) query: QueueQuery): Promise<unknown> {
    const today = dayOf(this.clock());
    const schemes = query.scheme === undefined ? this.law.schemes : [schemeNamed(this.law, query.scheme)];
    const ids = schemes.map(({ id }) => id);
    const records = await inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => verificationRecords(sql, ids, today));
    const asked = records.filter(({ owner }) => (query.unowned ? owner === null : query.owner === undefined || owner === query.owner));
    const queue = verificationQueue(asked, today);
    return { asOf: today, daysAConfirmationHolds, daysOfNotice, counts: queueCounts(queue), ...queuePage(queue, query, today) };
  }

  @Get(`${ofRule}/verifications`)
  @Roles('supervisor')
  history(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('ruleId', { schema: RuleId }) ruleId: string,
  ): Promise<unknown> {
    schemeNamed(this.law, schemeId);
    return inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => verificationHistory(sql, schemeId, ruleId));
  }

  @Post(`${ofRule}/verifications`)
  @Roles('supervisor')
  async verify(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('ruleId', { schema: RuleId }) ruleId: string,
    @Body({ schema: VerificationBody }) body: VerificationBody,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    schemeNamed(this.law, schemeId);
    const answer = await this.commands.run(command, { actor: 'supervisor' }, async (sql) => ({
      status: 201,
      body: await recordVerification(sql, inHand(schemeId, ruleId, command), body),
      location: `/v1/schemes/${schemeId}/rules/${ruleId}/verifications`,
    }));
    await inPoolTransaction(this.pool, { actor: 'reader' }, this.law.in);
    return answer;
  }

  @Put(`${ofRule}/verification-owner`)
  @Roles('supervisor')
  assign(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('ruleId', { schema: RuleId }) ruleId: string,
    @Body({ schema: OwnerBody }) body: OwnerBody,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    schemeNamed(this.law, schemeId);
    return this.commands.run(command, { actor: 'supervisor' }, async (sql) => ({
      status: 200,
      body: await assignOwner(sql, inHand(schemeId, ruleId, command), body),
    }));
  }

  @Put(`${ofRule}/verification-reminder`)
  @Roles('supervisor')
  putOff(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('ruleId', { schema: RuleId }) ruleId: string,
    @Body({ schema: PutOffBody }) body: PutOffBody,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    schemeNamed(this.law, schemeId);
    return this.commands.run(command, { actor: 'supervisor' }, async (sql) => ({
      status: 200,
      body: await putOffReminder(sql, inHand(schemeId, ruleId, command), body),
    }));
  }
}
