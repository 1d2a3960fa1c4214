import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import type { ProductType } from '@jinqiao/product-types/product-type';

/** The law as this release carries it: its schemes, the product types that they speak of, and a hash by which a later release is told apart. */
export type Law = {
  readonly schemes: readonly Scheme[];
  readonly schemeById: (id: string) => Scheme | undefined;
  readonly productTypeById: (id: string) => ProductType | undefined;
  readonly hash: string;
};

/** Injects the `Law` that the service determines and checks by. */
export const LAW = Symbol('LAW');
