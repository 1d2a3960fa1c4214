import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import { Roles } from '@jinqiao/service-runtime/auth';
import { roles } from '@jinqiao/service-runtime/caller';
import { Command, Commands } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { DeterminationsConsumer } from './determinations.consumer.js';
import { LAW } from './law.js';
import type { Law } from './law.js';
import { inFixedOrder, listFaults, PublishListBody } from './published-list.js';
import { publishList } from './published-list.store.js';
import { schemeNamed, SchemeId } from './scheme-named.js';
import { schemeInFull, schemeInShort } from './scheme-view.js';

/** The schemes of the law, and the published lists that some of them are decided by. */
@Controller('v1/schemes')
export class SchemesController {
  constructor(
    @Inject(LAW) private readonly law: Law,
    private readonly commands: Commands,
    private readonly determinations: DeterminationsConsumer,
  ) {}

  @Get()
  @Roles(...roles)
  list(): unknown {
    return { lawHash: this.law.hash, items: this.law.schemes.map(schemeInShort) };
  }

  @Get(':schemeId')
  @Roles(...roles)
  one(@Param('schemeId', { schema: SchemeId }) schemeId: string): unknown {
    return { lawHash: this.law.hash, ...schemeInFull(schemeNamed(this.law, schemeId)) };
  }

  @Post(':schemeId/lists')
  @Roles('supervisor')
  async publish(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Body({ schema: PublishListBody }) body: PublishListBody,
    @Command() command: CommandContext,
  ): Promise<Answer> {
    const scheme = schemeNamed(this.law, schemeId);
    if (scheme.decidedByList === undefined) {
      const message = `The scheme ${scheme.id} is not decided by a published list; its rules decide alone. Choose a scheme with "decidedByList".`;
      throw requestNotValid([{ message, path: ['schemeId'] }], { schemeId }, 'path');
    }
    const faults = listFaults(scheme, body);
    if (faults.length > 0) throw requestNotValid(faults, body);
    const answer = await this.commands.run(command, { actor: 'supervisor' }, async (sql) => {
      const { list, changed, productsDue } = await publishList(sql, scheme.id, inFixedOrder(body), {
        happenedAt: command.now.toISOString(),
        correlationId: command.correlationId,
        ...(command.traceparent === undefined ? {} : { traceparent: command.traceparent }),
        authId: command.caller.subject,
        authType: 'user',
      });
      return { status: changed ? 201 : 200, body: { ...list, entries: list.entries.length, productsDue } };
    });
    this.determinations.wake();
    return answer;
  }
}
