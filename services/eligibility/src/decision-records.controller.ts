import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { Audience } from '@jinqiao/contracts/shapes';
import { hashOfContent } from '@jinqiao/decision-records/canonical-record';
import type { DecisionRecord } from '@jinqiao/decision-records/decision-record';
import { replay } from '@jinqiao/decision-records/replay';
import { verifySignature } from '@jinqiao/decision-records/signature';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Public, Roles } from '@jinqiao/service-runtime/auth';
import { roles } from '@jinqiao/service-runtime/caller';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { isVisible } from './check.js';
import type { Question } from './check.js';
import type { CurrentLaw } from './current-law.js';
import { comparedWithToday, recordedProducts, recordedSchemes, resultOf, rulesNoLongerSo } from './decision-record.js';
import { DecisionRecordBody, readRecord, VerificationBody } from './decision-record.api.js';
import { keepDecision, keptHash } from './decision-record.store.js';
import { DECISION_SIGNING } from './decision-signer.js';
import type { DecisionSigning } from './decision-signer.js';
import { loadProducts } from './facts.store.js';
import type { StoredProduct } from './facts.store.js';
import { readFacts } from './investor-facts.js';
import { LAW } from './law.js';
import { productsNotFound } from './products-not-found.js';

/** Signs decisions for whoever asks for a record, keeps only their hash and result, and verifies what is presented again. */
@Controller('v1/eligibility/decision-records')
export class DecisionRecordsController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(CLOCK) private readonly clock: () => Date,
    @Inject(DECISION_SIGNING) private readonly signing: DecisionSigning,
  ) {}

  /** The document is answered once and not kept, so that a request sent again makes a record of its own. */
  @Post()
  @Roles(...roles)
  async record(@CurrentCaller() { audiences }: Caller, @Body({ schema: DecisionRecordBody }) body: DecisionRecordBody): Promise<unknown> {
    const { signer } = this.signing;
    if (!signer)
      throw new Problem(
        'dependency-unavailable',
        'This installation has no key to sign records by. Ask its operator to set DECISION_RECORD_KEY.',
      );
    const facts = readFacts(body);
    const now = this.clock();
    const question = { asOf: body.asOf ?? dayOf(now), side: body.side, facts };
    const ids = body.products.map(({ productId }) => productId);
    const known = await this.visible(ids, audiences, question);
    if (ids.some((id) => !known.has(id))) throw productsNotFound(ids, (id) => known.has(id));
    const law = this.law.snapshot();
    const products = recordedProducts(
      law,
      ids.flatMap((id) => known.get(id) ?? []),
      question,
      audiences,
    );
    const record: DecisionRecord = {
      format: 'jinqiao-decision-record/1',
      recordId: uuid(),
      salt: randomBytes(32).toString('base64url'),
      recordedAt: now.toISOString(),
      asOf: question.asOf,
      side: question.side,
      facts: facts as DecisionRecord['facts'],
      lawHash: law.hash,
      schemes: await recordedSchemes(law, products, question, hashOfContent),
      products,
    };
    const { recordId, recordedAt } = record;
    const kept = { recordId, recordedAt, recordHash: await hashOfContent(record), result: resultOf(record) };
    const document = { record, signature: await signer.sign(record), publicKey: signer.publicKey };
    await inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => keepDecision(sql, kept));
    return document;
  }

  @Post('verification')
  @HttpCode(200)
  @Roles(...roles)
  async verify(@CurrentCaller() { audiences }: Caller, @Body({ schema: VerificationBody }) body: VerificationBody): Promise<unknown> {
    const finding = await verifySignature(body.record, body.signature, this.signing.publicKeys);
    const record = finding.signature === 'valid' ? readRecord(body.record) : undefined;
    if (!record) return { ...finding, authentic: false, kept: null, replay: null, today: null };
    const { recordId, side, facts } = record;
    const question = { asOf: dayOf(this.clock()), side, facts };
    const hash = await inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => keptHash(sql, recordId));
    const known = await this.visible(
      record.products.map(({ productId }) => productId),
      audiences,
      question,
    );
    const law = this.law.snapshot();
    const differences = await replay(record);
    const today = recordedProducts(law, [...known.values()], question, audiences);
    return {
      ...finding,
      authentic: true,
      recordId,
      recordedAt: record.recordedAt,
      kept: hash === (await hashOfContent(body.record)),
      replay: { agrees: differences.length === 0, differences },
      today: {
        asOf: question.asOf,
        lawHash: law.hash,
        sameLaw: law.hash === record.lawHash,
        rulesNoLongerSo: await rulesNoLongerSo(law, record, hashOfContent),
        products: comparedWithToday(record.products, new Map(today.map((product) => [product.productId, product]))),
      },
    };
  }

  /** The keys by which anybody verifies a record without us. */
  @Get('keys')
  @Public()
  keys(): unknown {
    return { keys: this.signing.publicKeys };
  }

  private async visible(ids: readonly string[], audiences: readonly Audience[], { asOf }: Question): Promise<Map<string, StoredProduct>> {
    const products = await inPoolTransaction(this.pool, { actor: 'reader', audiences }, (sql) => loadProducts(sql, ids));
    return new Map(products.filter((product) => isVisible(product, audiences, asOf)).map((product) => [product.productId, product]));
  }
}
