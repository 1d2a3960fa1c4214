import { Controller, Get, Inject, Param } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Pool } from 'pg';
import type { CurrentLaw } from './current-law.js';
import { LAW } from './law.js';
import { publishedCases, ruleHistory } from './rule-history.store.js';
import { schemeFiles } from './scheme-file.js';
import { RuleId, schemeNamed, SchemeId } from './scheme-named.js';

/** How the rules of a scheme came about, and the way back from the store into the released files. */
@Controller('v1/schemes/:schemeId')
export class SchemeRulesController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
  ) {}

  @Get('rules/:ruleId/history')
  @Roles('supervisor', 'operator')
  async history(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('ruleId', { schema: RuleId }) ruleId: string,
  ): Promise<unknown> {
    schemeNamed(this.law, schemeId);
    const items = await inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => ruleHistory(sql, schemeId, ruleId));
    return { scheme: schemeId, ruleId, items };
  }

  @Get('export')
  @Roles('supervisor', 'operator')
  exported(@Param('schemeId', { schema: SchemeId }) schemeId: string): Promise<unknown> {
    return inPoolTransaction(this.pool, { actor: 'reader' }, async (sql) => {
      const law = await this.law.in(sql);
      const scheme = schemeNamed(law, schemeId);
      return { scheme: schemeId, lawHash: law.hash, law: scheme, files: schemeFiles(scheme, await publishedCases(sql, schemeId)) };
    });
  }
}
