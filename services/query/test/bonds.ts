import type { AccessState } from '@jinqiao/contracts/access-events';
import type { Condition } from '@jinqiao/contracts/access-class-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { accessEvent, classEvent, productEvent } from './events.js';

export const uuidOf = (space: number, n: number) => `019aa000-0000-7000-8000-${String(space * 1000 + n).padStart(12, '0')}`;
export const filed: Condition = { fact: 'investor.statuses', op: 'includes', value: 'PBOC_CIBM_FILED' };
const inCny: Condition = { fact: 'trade.settlementCurrency', op: 'eq', value: 'CNY' };
export const [forFiled, onOrder, refusing, notArrived] = [1, 2, 3, 4].map((n) => uuidOf(3, n)) as [string, string, string, string];

export const classOf = (accessClassId: string, condition: Condition, version = 1) =>
  classEvent({
    accessClassId,
    version,
    residuals: [{ from: '0001-01-01', to: null, inForce: true, clauses: [{ id: 'R-1', source: 'rule', condition }] }],
  });
export const classes = [classOf(forFiled, filed), classOf(onOrder, inCny), classOf(refusing, { any: [] })];

export function accessOf(
  productId: string,
  accessClassId: string,
  more: Partial<AccessState['accesses'][number]> & { version?: number } = {},
) {
  const { version = 1, ...access } = more;
  const assignments = [{ accessClassId, from: '2020-01-01', to: null }];
  return accessEvent({
    productId,
    version,
    productVersion: version,
    accesses: [
      { scheme: 'bond-connect-northbound', schemeKind: 'channel', audience: 'public', buy: assignments, sell: assignments, ...access },
    ],
  });
}
const offered = { offeredFrom: '2020-01-01', effectiveFrom: '2020-01-01', productType: 'bond' };
export const productOf = (n: number, more: Partial<ProductState> = {}) =>
  productEvent({ productId: uuidOf(1, n), productCode: `B-${n}`, ...offered, ...more });
export const asFiled = { investor: { statuses: ['PBOC_CIBM_FILED'] } };
