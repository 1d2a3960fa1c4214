import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { Roles } from '@jinqiao/service-runtime/auth';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import { z } from 'zod';
import { archetypes } from './archetypes.js';
import type { CurrentLaw } from './current-law.js';
import { LAW } from './law.js';
import { ExistingDay } from './published-list.js';
import { firstDayOf } from './rule-draft.js';
import { draftNamed } from './rule-draft.store.js';
import { impactOfDraft } from './rule-impact.store.js';
import { schemeNamed, SchemeId } from './scheme-named.js';

const archetypeIds = archetypes.map(({ id }) => id);

const ImpactBody = z.strictObject({
  /** The day on which law and law are compared; the draft's first day, or today where that is past. */
  asOf: ExistingDay.optional(),
  archetypes: z
    .array(z.enum(archetypeIds as [string, ...string[]]))
    .min(1)
    .optional(),
  /** The most examples in each place. */
  examples: z.int().min(0).max(100).default(5),
});
type ImpactBody = z.infer<typeof ImpactBody>;

/** Shows before a draft is published whom it touches. Nothing is changed and nothing is kept. */
@Controller('v1/schemes/:schemeId/rule-drafts/:draftId/impact')
export class RuleImpactController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('supervisor')
  assess(
    @Param('schemeId', { schema: SchemeId }) schemeId: string,
    @Param('draftId', { schema: z.uuid().toLowerCase() }) draftId: string,
    @Body({ schema: ImpactBody }) body: ImpactBody,
  ): Promise<unknown> {
    return inPoolTransaction(this.pool, { actor: 'reader' }, async (sql) => {
      const law = await this.law.in(sql);
      schemeNamed(law, schemeId);
      const draft = await draftNamed(sql, schemeId, draftId);
      if (draft.publishedBy !== null)
        throw new Problem(
          'no-change-pending',
          `The rule ${draft.rule.id} of this draft was published on ${draft.publishedAt}; its effect is in GET /v1/eligibility/changes.`,
        );
      const today = dayOf(this.clock());
      const first = firstDayOf(draft);
      const day = body.asOf ?? (first > today ? first : today);
      const asked = body.archetypes === undefined ? archetypes : archetypes.filter(({ id }) => body.archetypes?.includes(id));
      const impact = await impactOfDraft(sql, law, draft, { day, archetypes: asked, mostExamples: body.examples });
      return { draftId, scheme: schemeId, rule: draft.rule.id, asOf: day, lawHash: law.hash, ...impact };
    });
  }
}
