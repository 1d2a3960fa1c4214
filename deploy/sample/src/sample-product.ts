/** A product as `POST /v1/products` takes it. */
export type SampleProduct = {
  readonly productCode: string;
  readonly productType: string;
  readonly names: Readonly<Record<string, string>>;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly accesses: readonly { readonly scheme: string; readonly audience: string }[];
  readonly offeredFrom: string;
};
