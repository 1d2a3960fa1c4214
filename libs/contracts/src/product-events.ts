import { z } from 'zod';
import type { EventContract } from './event-contract.js';
import { Audience, Day, JsonValue, Side, Texts, unordered } from './shapes.js';

/** An access that the institution declares: the product by this scheme, shown to this audience. What is not declared is not offered. */
export const DeclaredAccess = z.object({ scheme: z.string().min(1), audience: Audience });
export type DeclaredAccess = z.infer<typeof DeclaredAccess>;

/** The whole published state of a product at one version. */
export const ProductState = z.object({
  productId: z.uuid(),
  /** Counts the product's published events, without gaps. */
  version: z.int().min(1),
  institutionId: z.uuid(),
  /** The institution's own code of the product, unique within the institution. */
  productCode: z.string().min(1),
  productType: z.string().min(1),
  names: Texts,
  /** The product type's own attributes; their schema stands in `libs/product-types`. */
  terms: z.record(z.string(), JsonValue),
  accesses: z.array(DeclaredAccess).min(1).meta(unordered('scheme')),
  /** The first day on which the product is offered: its validity starts here. */
  offeredFrom: Day,
  /** The first day on which this version is the one in effect; a later version overrides an earlier one from its day on. */
  effectiveFrom: Day,
  lifecycle: z.enum(['listed', 'suspended', 'withdrawn']),
  /** The sides that a suspension stops; empty unless suspended. */
  suspendedSides: z.array(Side).meta(unordered()),
  lifecycleReason: z.string().min(1).optional(),
});
export type ProductState = z.infer<typeof ProductState>;

const topic = 'jinqiao.products.v1' as const;

const listed: ProductState = {
  productId: '019aa000-0000-7000-8000-000000000101',
  version: 1,
  institutionId: '019aa000-0000-7000-8000-000000000001',
  productCode: 'XSHG-600000',
  productType: 'a_share',
  names: { en: 'SHANGHAI PUDONG DEVELOPMENT BANK' },
  terms: { mic: 'XSHG', stockCode: '600000', board: 'MAIN' },
  accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
  offeredFrom: '2018-12-04',
  effectiveFrom: '2018-12-04',
  lifecycle: 'listed',
  suspendedSides: [],
};

/** A checker has approved a product for the catalogue. First event of every product. */
export const productListed: EventContract<ProductState> = {
  type: 'jinqiao.product.listed.v1',
  topic,
  data: ProductState,
  example: listed,
};

/** A checker has approved a change of a listed product. */
export const productAmended: EventContract<ProductState> = {
  type: 'jinqiao.product.amended.v1',
  topic,
  data: ProductState,
  example: { ...listed, version: 2, effectiveFrom: '2026-11-24', names: { en: 'Shanghai Pudong Development Bank' } },
};

/** The product can't be ordered for the moment, for buying only or for both sides. */
export const productSuspended: EventContract<ProductState> = {
  type: 'jinqiao.product.suspended.v1',
  topic,
  data: ProductState,
  example: {
    ...listed,
    version: 3,
    effectiveFrom: '2026-11-25',
    lifecycle: 'suspended',
    suspendedSides: ['buy'],
    lifecycleReason: 'The issuer has asked for a trading halt.',
  },
};

/** A suspension has ended, approved by a second person. */
export const productResumed: EventContract<ProductState> = {
  type: 'jinqiao.product.resumed.v1',
  topic,
  data: ProductState,
  example: { ...listed, version: 4, effectiveFrom: '2026-11-26' },
};

/** The product leaves the catalogue from its day on; the days before still answer. */
export const productWithdrawn: EventContract<ProductState> = {
  type: 'jinqiao.product.withdrawn.v1',
  topic,
  data: ProductState,
  example: {
    ...listed,
    version: 5,
    effectiveFrom: '2026-11-27',
    lifecycle: 'withdrawn',
    lifecycleReason: 'The share has left the exchange.',
  },
};

/** Every event on `jinqiao.products.v1`. */
export const productEvents = [productListed, productAmended, productSuspended, productResumed, productWithdrawn] as const;
