import { aShare } from './a_share/product-type.js';
import { bond } from './bond/product-type.js';
import { fund } from './fund/product-type.js';
import type { ProductType } from './product-type.js';

/** Every product type on the platform. To add one: add its folder, then its line here. */
export const productTypes: readonly ProductType[] = [aShare, bond, fund];

/** The product type of that id, such as `a_share`. */
export function productTypeById(id: string): ProductType | undefined {
  return productTypes.find((productType) => productType.id === id);
}
