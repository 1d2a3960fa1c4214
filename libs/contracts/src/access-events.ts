import { z } from 'zod';
import type { EventContract } from './event-contract.js';
import { Audience, Day, SchemeKind, unordered } from './shapes.js';

/** The class that an access belongs to from a day to a day, both inclusive; `to: null` runs on. */
export const Assignment = z.object({ accessClassId: z.uuid(), from: Day, to: Day.nullable() });
export type Assignment = z.infer<typeof Assignment>;

/** One access of the product: for each side its class by day interval, without gaps from the day it is offered; `from` and `to` bound the days on which the product declares it. */
export const DeterminedAccess = z.object({
  scheme: z.string().min(1),
  schemeKind: SchemeKind,
  audience: Audience,
  buy: z.array(Assignment),
  sell: z.array(Assignment),
});
export type DeterminedAccess = z.infer<typeof DeterminedAccess>;

/** Every access of one product, for all days, as determined from the product version named. */
export const AccessState = z.object({
  productId: z.uuid(),
  /** Counts the access events of this product. */
  version: z.int().min(1),
  /** The latest product version that this determination answers. */
  productVersion: z.int().min(1),
  accesses: z.array(DeterminedAccess).meta(unordered()),
});
export type AccessState = z.infer<typeof AccessState>;

/** The eligibility service has determined the accesses of a product. Keyed by the product. */
export const accessDetermined: EventContract<AccessState> = {
  type: 'jinqiao.access.determined.v1',
  topic: 'jinqiao.access.v1',
  data: AccessState,
  example: {
    productId: '019aa000-0000-7000-8000-000000000101',
    version: 1,
    productVersion: 1,
    accesses: [
      {
        scheme: 'stock-connect-northbound',
        schemeKind: 'channel',
        audience: 'public',
        buy: [
          { accessClassId: '019aa000-0000-7000-8000-000000000302', from: '2018-12-04', to: '2018-12-18' },
          { accessClassId: '019aa000-0000-7000-8000-000000000303', from: '2018-12-19', to: null },
        ],
        sell: [{ accessClassId: '019aa000-0000-7000-8000-000000000304', from: '2018-12-04', to: null }],
      },
    ],
  },
};

/** Every event on `jinqiao.access.v1`. */
export const accessEvents = [accessDetermined] as const;
