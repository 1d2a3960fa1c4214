import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { daysBetween } from '@jinqiao/identifiers/day';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import { roles } from '@jinqiao/service-runtime/caller';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { Pool } from 'pg';
import { z } from 'zod';
import { advice, FactsOfOneScope } from './check.api.js';
import { isVisible } from './check.js';
import type { CurrentLaw } from './current-law.js';
import { loadProducts } from './facts.store.js';
import { readFacts } from './investor-facts.js';
import { LAW } from './law.js';
import { ExistingDay } from './published-list.js';
import { timeline, timelineDays } from './timeline.js';

const mostDays = 3_660;
const mostIntervals = 500;

const TimelineBody = z.strictObject({
  productId: z.uuid().toLowerCase(),
  investor: FactsOfOneScope,
  trade: FactsOfOneScope.optional(),
  from: ExistingDay,
  to: ExistingDay,
  lang: z.enum(['en', 'zh-Hans', 'zh-Hant']).default('en'),
});
type TimelineBody = z.infer<typeof TimelineBody>;

/** Answers when a product becomes, or ceases to be, open to an investor, and what makes it so. Facts of persons are used for the answer and forgotten. */
@Controller('v1/eligibility/timelines')
export class TimelinesController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...roles)
  async answer(@CurrentCaller() { audiences }: Caller, @Body({ schema: TimelineBody }) body: TimelineBody): Promise<unknown> {
    refuseWrongDays(body);
    const facts = readFacts(body);
    const { productId, from, to, lang } = body;
    const [product] = await inPoolTransaction(this.pool, { actor: 'reader', audiences }, (sql) => loadProducts(sql, [productId]));
    const law = this.law.snapshot();
    const days = product ? timelineDays(law, product, { from, to }) : [];
    if (!product || !days.some((day) => isVisible(product, audiences, day)))
      throw new Problem('not-found', 'There is no such product that you may see on these days.');
    if (days.length > mostIntervals) {
      const message = `Between these days ${days.length} days may change something, and one request takes at most ${mostIntervals}. Ask for fewer days.`;
      throw requestNotValid([{ message, path: ['to'] }], body);
    }
    return { productId, from, to, advice: advice[lang], lawHash: law.hash, ...timeline(law, product, { from, to, facts, audiences }) };
  }
}

function refuseWrongDays(body: TimelineBody): void {
  const days = daysBetween(body.from, body.to) + 1;
  if (days >= 1 && days <= mostDays) return;
  const message =
    days < 1 ? 'The last day is not before the first. Correct one of them.' : `One request takes at most ${mostDays} days. Ask in parts.`;
  throw requestNotValid([{ message, path: ['to'] }], body);
}
