import { createHash } from 'node:crypto';
import type { Change } from '@jinqiao/event-log/append';
import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import type { ChangeRequest, DecidedChange } from './change-request.js';
import type { Product } from './product.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const columns = 'product_id AS "productId", institution_id AS "institutionId", lifecycle, version, revision, draft, editors, published';

/** The product as the caller's scope shows it, with what is pending and what was decided last; `FOR UPDATE` keeps it still until the end of the transaction. */
export async function loadProduct(sql: Sql, productId: string, lock: 'FOR UPDATE' | '' = ''): Promise<Product | undefined> {
  const [row] = await sql(`SELECT ${columns} FROM product WHERE product_id = $1 ${lock}`, [productId]);
  if (row === undefined) return undefined;
  // A statement of its own: it sees the requests as they are once the product's lock has been granted.
  const requests = await sql(
    `(SELECT * FROM change_request WHERE product_id = $1 AND outcome = 'pending')
     UNION ALL (SELECT * FROM change_request WHERE product_id = $1 AND outcome <> 'pending' ORDER BY decided_at DESC LIMIT 1)`,
    [productId],
  );
  const pending = requests.find(({ outcome }) => outcome === 'pending');
  const decided = requests.find(({ outcome }) => outcome !== 'pending');
  return { ...row, pending: pending ? requestOf(pending) : null, lastDecision: decided ? decidedOf(decided) : null } as Product;
}

/** Enters a first draft. A product code is given once in an institution: `product-code-taken` names the product that has it. */
export async function insertProduct(sql: Sql, product: Product): Promise<void> {
  const { productId, institutionId, lifecycle, version, revision, draft, editors } = product;
  const inserted = await sql(
    `INSERT INTO product (product_id, institution_id, product_code, lifecycle, version, revision, draft, editors)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (institution_id, product_code) DO NOTHING RETURNING product_id`,
    [productId, institutionId, draft.productCode, lifecycle, version, revision, JSON.stringify(draft), editors],
  );
  if (inserted.length > 0) return;
  await requireFreeCode(sql, product);
  throw overtaken(productId);
}

/** Refuses a product code that another product of the institution has. */
export async function requireFreeCode(sql: Sql, { productId, institutionId, draft: { productCode } }: Product): Promise<void> {
  const [taken] = await sql('SELECT product_id FROM product WHERE institution_id = $1 AND product_code = $2 AND product_id <> $3', [
    institutionId,
    productCode,
    productId,
  ]);
  if (taken !== undefined)
    throw new Problem(
      'product-code-taken',
      `Product ${String(taken['product_id'])} of this institution has the code ${productCode} already. Change that one with PUT, or choose another code.`,
      {
        productId: taken['product_id'],
        errors: [{ pointer: '/productCode', detail: 'A code that no other product of the institution has.', rejectedValue: productCode }],
      },
    );
}

/** The guarded change of a product's own row; the event of a publication goes with it in one statement. */
export const changeOf = ({ productId, lifecycle, version, revision, draft, editors, published }: Product): Change => ({
  statement: `UPDATE product SET product_code = $2, lifecycle = $3, version = $4, revision = $5, draft = $6, editors = $7, published = $8
    WHERE product_id = $1 AND revision = $5 - 1 RETURNING product_id`,
  parameters: [
    productId,
    draft.productCode,
    lifecycle,
    version,
    revision,
    JSON.stringify(draft),
    editors,
    published && JSON.stringify(published),
  ],
});

/** Saves a change that emits no event. */
export async function saveProduct(sql: Sql, product: Product): Promise<void> {
  const { statement, parameters } = changeOf(product);
  const saved = await sql(statement, parameters).catch((error: unknown) => {
    // Two drafts may be given the same free code at the same moment: the second to be saved finds it taken.
    throw (error as { constraint?: unknown }).constraint === 'product_code_taken' ? overtaken(product.productId) : error;
  });
  if (saved.length === 0) throw overtaken(product.productId);
}

/** The problem of a command that another one has overtaken. */
export const overtaken = (productId: string): Problem =>
  new Problem('version-conflict', `Product ${productId} changed while this was decided. Read it again, then decide on what it says now.`);

export async function insertRequest(sql: Sql, { productId, institutionId }: Product, request: ChangeRequest): Promise<void> {
  const { requestId, kind, baseVersion, contentHash, requestedBy, editors, reason, requestedAt } = request;
  await sql(
    `INSERT INTO change_request (request_id, product_id, institution_id, kind, base_version, content_hash, maker, editors, reason, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [requestId, productId, institutionId, kind, baseVersion, contentHash, requestedBy, editors, reason ?? null, requestedAt],
  );
}

export async function decideRequest(sql: Sql, productId: string, decided: DecidedChange): Promise<void> {
  const { requestId, outcome, decidedBy, decidedAt, decisionReason } = decided;
  const rows = await sql(
    `UPDATE change_request SET outcome = $2, checker = $3, decided_at = $4, decision_reason = $5
     WHERE request_id = $1 AND outcome = 'pending' RETURNING request_id`,
    [requestId, outcome, decidedBy, decidedAt, decisionReason ?? null],
  );
  if (rows.length === 0) throw overtaken(productId);
}

export type Wanted = {
  readonly productCode?: string | undefined;
  readonly lifecycle?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Products as the caller's scope shows them, by id, after the one named. */
export async function listProducts(
  sql: Sql,
  { productCode, lifecycle, after, limit }: Wanted,
): Promise<readonly Record<string, unknown>[]> {
  return sql(
    `SELECT product_id AS "productId", institution_id AS "institutionId", product_code AS "productCode", draft ->> 'productType' AS "productType",
       coalesce(published -> 'names', draft -> 'names') AS names, lifecycle, version, revision
     FROM product WHERE ($1::text IS NULL OR product_code = $1) AND ($2::text IS NULL OR lifecycle = $2) AND ($3::uuid IS NULL OR product_id > $3)
     ORDER BY product_id LIMIT $4`,
    [productCode ?? null, lifecycle ?? null, after ?? null, limit],
  );
}

const requestOf = (row: Record<string, unknown>): ChangeRequest =>
  ({
    requestId: row['request_id'],
    kind: row['kind'],
    baseVersion: row['base_version'],
    contentHash: row['content_hash'],
    requestedBy: row['maker'],
    editors: row['editors'],
    requestedAt: (row['requested_at'] as Date).toISOString(),
    ...(row['reason'] !== null && { reason: row['reason'] }),
  }) as ChangeRequest;

const decidedOf = (row: Record<string, unknown>): DecidedChange =>
  ({
    ...requestOf(row),
    outcome: row['outcome'],
    decidedBy: row['checker'],
    decidedAt: (row['decided_at'] as Date).toISOString(),
    ...(row['decision_reason'] !== null && { decisionReason: row['decision_reason'] }),
  }) as DecidedChange;
