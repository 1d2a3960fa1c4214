import { setImmediate } from 'node:timers/promises';
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { Audience } from '@jinqiao/contracts/shapes';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import type { Day } from '@jinqiao/identifiers/day';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import { roles } from '@jinqiao/service-runtime/caller';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import { nearestEligible, needsAlternatives } from './alternatives.js';
import type { Alternatives } from './alternatives.js';
import { productsOfSameType } from './alternatives.store.js';
import { isVisible } from './check.js';
import { advice, checkFaults, CheckBody, CheckQuery } from './check.api.js';
import { answerProduct, asked } from './check-answer.js';
import type { Asked } from './check-answer.js';
import type { CurrentLaw } from './current-law.js';
import { loadProducts } from './facts.store.js';
import type { StoredProduct } from './facts.store.js';
import { searchInDepth } from './in-depth.js';
import { readFacts } from './investor-facts.js';
import { LAW } from './law.js';
import type { Law } from './law.js';
import { productsNotFound } from './products-not-found.js';

const waitAtMostMs = 2_000;
const askAgainMs = 50;
const productsAtOnce = 25;

/** Answers whether, and why, an investor may use products. Facts of persons are used for the answer and forgotten. */
@Controller('v1/eligibility/checks')
export class ChecksController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...roles)
  async check(
    @CurrentCaller() { audiences }: Caller,
    @Body({ schema: CheckBody }) body: CheckBody,
    @Query({ schema: CheckQuery }) { after }: CheckQuery,
  ): Promise<unknown> {
    const law = this.law.snapshot();
    const faults = checkFaults(body, (id) => law.schemeById(id) !== undefined);
    if (faults.length > 0) throw requestNotValid(faults, body);
    const facts = readFacts(body);
    const { asOf = dayOf(this.clock()), side, lang } = body;
    const arrived = after === undefined || (await this.arrives(after, audiences, asOf));
    const ids = body.products.map(({ productId }) => productId);
    const known = new Map((await this.load(ids, audiences)).map((product) => [product.productId, product]));
    const found = ids.map((id) => known.get(id)).map((product) => (product && isVisible(product, audiences, asOf) ? product : undefined));
    const products = found.filter((product) => product !== undefined);
    const visible = new Set(products.map(({ productId }) => productId));
    if (products.length < ids.length) throw productsNotFound(ids, (id) => visible.has(id));
    return {
      asOf,
      side,
      advice: advice[lang],
      lawHash: law.hash,
      ...(arrived ? {} : { stale: true }),
      products: await this.answers(law, products, { ...asked(body), asOf, facts, inDepth: searchInDepth() }, audiences),
    };
  }

  /** Lets others in between, so that a long request never holds up a short one. */
  private async answers(law: Law, products: readonly StoredProduct[], asked: Asked, audiences: readonly Audience[]): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (const [index, product] of products.entries()) {
      if (asked.withWhatIf || index % productsAtOnce === 0) await setImmediate();
      const answer = answerProduct(law, product, asked, audiences);
      const alternatives = await this.alternatives(law, product, asked, audiences);
      answers.push(alternatives === undefined ? answer : { ...answer, alternatives });
    }
    return answers;
  }

  private async alternatives(
    law: Law,
    product: StoredProduct,
    asked: Asked,
    audiences: readonly Audience[],
  ): Promise<Alternatives | undefined> {
    if (asked.alternatives === 0 || !needsAlternatives(law, product, asked, audiences)) return undefined;
    const candidates = await inPoolTransaction(this.pool, { actor: 'reader', audiences }, async (sql) =>
      loadProducts(sql, await productsOfSameType(sql, product, asked.asOf)),
    );
    return nearestEligible(law, { product, candidates }, asked, audiences);
  }

  private load(productIds: readonly string[], audiences: readonly Audience[]): Promise<StoredProduct[]> {
    return inPoolTransaction(this.pool, { actor: 'reader', audiences }, (sql) => loadProducts(sql, productIds));
  }

  /** Asked with the eyes of the caller: what they may not see never arrives, exactly like what does not exist. */
  private async arrives(after: { productId: string; version: number }, audiences: readonly Audience[], day: Day): Promise<boolean> {
    const deadline = performance.now() + waitAtMostMs;
    for (;;) {
      const [product] = await this.load([after.productId], audiences);
      if (product && product.latestVersion >= after.version && isVisible(product, audiences, day)) return true;
      if (performance.now() >= deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
  }
}
