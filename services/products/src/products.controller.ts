import { Body, Controller, Get, Headers, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { append } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { Command, Commands } from '@jinqiao/service-runtime/commands';
import type { Answer, CommandContext } from '@jinqiao/service-runtime/commands';
import { expectedRevision } from '@jinqiao/service-runtime/if-match';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { institutionOf, notFound, readScope } from './caller-scope.js';
import { approve, reject, requestResumption, requestWithdrawal, submit } from './change-request.js';
import type { Circumstances } from './change-request.js';
import { loadKnownInstitution } from './institution.store.js';
import type { Product, Publication } from './product.js';
import { editDraft, requireRevision, startDraft, suspend } from './product.js';
import * as store from './product.store.js';
import { productView } from './product-view.js';
import { DraftBody, FirstDraftBody, NothingBody, ProductId, ProductsQuery, ReasonBody, SuspensionBody } from './products.api.js';
import type * as api from './products.api.js';

const ProductIdParam = (): ParameterDecorator => Param('productId', { schema: ProductId });
const IfMatch = (): ParameterDecorator => Headers('if-match');

@Controller('v1/products')
export class ProductsController {
  constructor(
    private readonly commands: Commands,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @Post()
  @Roles('maker')
  register(@Command() command: CommandContext, @Body({ schema: FirstDraftBody }) draft: api.FirstDraftBody): Promise<Answer> {
    const institutionId = institutionOf(command.caller);
    return this.commands.run(command, { institutionId }, async (sql) => {
      const product = startDraft(uuidv7(), institutionId, draft, command.caller.subject);
      await store.insertProduct(sql, product);
      return { ...answer(product), status: 201, location: `/v1/products/${product.productId}` };
    });
  }

  @Put(':productId')
  @Roles('maker')
  edit(
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: DraftBody }) body: api.DraftBody,
  ): Promise<Answer> {
    expectedRevision(ifMatch);
    return this.onProduct(command, { productId, ifMatch }, async (sql, product) => {
      const { productCode = product.draft.productCode, productType = product.draft.productType, ...rest } = body;
      const edited = editDraft(product, { productCode, productType, ...rest }, command.caller.subject);
      await store.requireFreeCode(sql, edited);
      await store.saveProduct(sql, edited);
      return answer(edited);
    });
  }

  /** Asks a second person to list the draft, or to amend the live product by it. */
  @Post(':productId/submission')
  @Roles('maker')
  submission(
    @Body({ schema: NothingBody }) _: unknown,
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, async (sql, product) =>
      requested(sql, submit(product, asking(command), await circumstances(sql, product, command))),
    );
  }

  @Post(':productId/resumption')
  @Roles('maker')
  resumption(
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ReasonBody }) { reason }: api.ReasonBody,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, (sql, product) =>
      requested(sql, requestResumption(product, { ...asking(command), reason }, { hash: store.sha256 })),
    );
  }

  @Post(':productId/withdrawal')
  @Roles('maker')
  withdrawal(
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ReasonBody }) { reason }: api.ReasonBody,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, (sql, product) =>
      requested(sql, requestWithdrawal(product, { ...asking(command), reason }, { hash: store.sha256 })),
    );
  }

  /** Another person than the maker approves what is pending: the next version is published. */
  @Post(':productId/approval')
  @Roles('checker')
  approval(
    @Body({ schema: NothingBody }) _: unknown,
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, async (sql, product) => {
      const publication = approve(product, deciding(command), await circumstances(sql, product, command));
      await decided(sql, publication.product);
      return published(sql, publication, command);
    });
  }

  /** Another person than the maker refuses what is pending and says why. */
  @Post(':productId/rejection')
  @Roles('checker')
  rejection(
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: ReasonBody }) { reason }: api.ReasonBody,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, async (sql, product) => {
      const rejected = reject(product, { ...deciding(command), decisionReason: reason });
      await decided(sql, rejected);
      await store.saveProduct(sql, rejected);
      return answer(rejected);
    });
  }

  /** One person stops orders at once. */
  @Post(':productId/suspension')
  @Roles('maker', 'checker')
  suspension(
    @Command() command: CommandContext,
    @ProductIdParam() productId: string,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: SuspensionBody }) suspension: api.SuspensionBody,
  ): Promise<Answer> {
    return this.onProduct(command, { productId, ifMatch }, (sql, product) =>
      published(sql, suspend(product, suspension, dayOf(command.now)), command),
    );
  }

  @Get(':productId')
  @Roles('maker', 'checker', 'operator', 'supervisor')
  async product(
    @CurrentCaller() caller: Caller,
    @ProductIdParam() productId: string,
    @Headers('if-none-match') known: string | undefined,
  ): Promise<Answer> {
    const product = await inPoolTransaction(this.pool, readScope(caller), (sql) => store.loadProduct(sql, productId));
    if (product === undefined) throw notFound(productId);
    const current = answer(product);
    return known === `"${product.revision}"` ? { ...current, status: 304, body: undefined } : current;
  }

  @Get()
  @Roles('maker', 'checker', 'operator', 'supervisor')
  async products(@CurrentCaller() caller: Caller, @Query({ schema: ProductsQuery }) query: api.ProductsQuery): Promise<unknown> {
    const { productCode, lifecycle, limit, cursor } = query;
    if (cursor !== undefined && !ProductId.safeParse(cursor).success)
      throw new Problem('cursor-not-valid', 'The cursor is not one that this list gave. Start again without it.', { cursor });
    const found = await inPoolTransaction(this.pool, readScope(caller), (sql) =>
      store.listProducts(sql, { productCode, lifecycle, after: cursor, limit: limit + 1 }),
    );
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? items.at(-1)?.['productId'] : null };
  }

  /** Runs a command on a product of the caller's institution, which nobody else changes meanwhile. */
  private onProduct(
    command: CommandContext,
    { productId, ifMatch }: { productId: string; ifMatch: string | undefined },
    work: (sql: Sql, product: Product) => Promise<Answer>,
  ): Promise<Answer> {
    return this.commands.run(command, { institutionId: institutionOf(command.caller) }, async (sql) => {
      const product = await store.loadProduct(sql, productId, 'FOR UPDATE');
      if (product === undefined) throw notFound(productId);
      if (ifMatch !== undefined) requireRevision(product, expectedRevision(ifMatch));
      return work(sql, product);
    });
  }
}

async function requested(sql: Sql, product: Product): Promise<Answer> {
  if (product.pending !== null) await store.insertRequest(sql, product, product.pending);
  await store.saveProduct(sql, product);
  return answer(product);
}

async function decided(sql: Sql, { productId, lastDecision }: Product): Promise<void> {
  if (lastDecision !== null) await store.decideRequest(sql, productId, lastDecision);
}

async function published(sql: Sql, { product, contract, state }: Publication, command: CommandContext): Promise<Answer> {
  const { productId, institutionId } = product;
  const { caller, correlationId, traceparent, now } = command;
  const appended = await append(sql, store.changeOf(product), {
    contract,
    id: uuidv7(),
    subject: productId,
    version: state.version,
    institutionId,
    happenedAt: now.toISOString(),
    correlationId,
    ...(traceparent !== undefined && { traceparent }),
    authId: caller.subject,
    authType: 'user',
    data: state,
  });
  if (!appended) throw store.overtaken(productId);
  return { ...answer(product), consistencyToken: `product:${productId}@${state.version}` };
}

async function circumstances(sql: Sql, { institutionId }: Product, { now }: CommandContext): Promise<Circumstances> {
  return { institution: await loadKnownInstitution(sql, institutionId), today: dayOf(now), hash: store.sha256 };
}

const asking = ({ caller, now }: CommandContext) => ({ requestId: uuidv7(), requestedBy: caller.subject, requestedAt: now.toISOString() });
const deciding = ({ caller, now }: CommandContext) => ({ decidedBy: caller.subject, decidedAt: now.toISOString() });
const answer = (product: Product): Answer => ({ status: 200, body: productView(product), etag: String(product.revision) });
