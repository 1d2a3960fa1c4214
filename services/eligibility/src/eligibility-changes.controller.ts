import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Side } from '@jinqiao/contracts/shapes';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Pool } from 'pg';
import { z } from 'zod';
import { archetypes } from './archetypes.js';
import type { CurrentLaw } from './current-law.js';
import { changesBetween } from './eligibility-changes.store.js';
import { LAW } from './law.js';
import { ExistingDay } from './published-list.js';
import { schemeNamed, SchemeId } from './scheme-named.js';

const ChangesQuery = z
  .strictObject({
    from: ExistingDay,
    to: ExistingDay,
    side: Side.default('buy'),
    scheme: SchemeId.optional(),
    /** The most examples in each place. */
    examples: z.coerce.number().int().min(0).max(100).default(5),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Write a day after "from".' });
type ChangesQuery = z.infer<typeof ChangesQuery>;

/** Who gained and who lost between two days, by scheme and archetype, and why: by the law and the products as they are known now; of at most 250,000 products. */
@Controller('v1/eligibility/changes')
export class EligibilityChangesController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
  ) {}

  @Get()
  @Roles('supervisor', 'operator')
  between(@Query({ schema: ChangesQuery }) { from, to, side, scheme, examples }: ChangesQuery): Promise<unknown> {
    return inPoolTransaction(this.pool, { actor: 'reader' }, async (sql) => {
      const law = await this.law.in(sql);
      const asked = scheme === undefined ? law.schemes : [schemeNamed(law, scheme)];
      const schemes = new Set(asked.map(({ id }) => id));
      const changes = await changesBetween(sql, law, { from, to, side, archetypes, schemes, mostExamples: examples });
      return { from, to, side, lawHash: law.hash, ...changes };
    });
  }
}
