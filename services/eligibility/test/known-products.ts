import { institutionApproved } from '@jinqiao/contracts/institution-events';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { productListed } from '@jinqiao/contracts/product-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { v7 as uuid } from 'uuid';

export const institutionId = '019aa000-0000-7000-8000-000000000001';

/** A main-board share of the code, offered by Stock Connect from 4 December 2018. */
export function shareState(productId: string, code: string, change: Partial<ProductState> = {}): ProductState {
  return {
    productId,
    version: 1,
    institutionId,
    productCode: `XSHG-${code}`,
    productType: 'a_share',
    names: { en: `Share ${code}` },
    terms: { mic: 'XSHG', stockCode: code, board: 'MAIN' },
    accesses: [{ scheme: 'stock-connect-northbound', audience: 'public' }],
    offeredFrom: '2018-12-04',
    effectiveFrom: '2018-12-04',
    lifecycle: 'listed',
    suspendedSides: [],
    ...change,
  };
}

export function productEvent(state: ProductState, eventType: string = productListed.type): StreamEvent<ProductState> {
  return eventOf({
    type: eventType,
    topic: 'jinqiao.products.v1',
    source: '//jinqiao/products',
    subject: state.productId,
    version: state.version,
    data: state,
  });
}

export const institutionState: InstitutionState = { ...institutionApproved.example, institutionId };

export function institutionEvent(state: InstitutionState): StreamEvent<InstitutionState> {
  const { institutionId: subject, version } = state;
  return eventOf({
    type: institutionApproved.type,
    topic: 'jinqiao.institutions.v1',
    source: '//jinqiao/institutions',
    subject,
    version,
    data: state,
  });
}

function eventOf<D>(event: Pick<StreamEvent<D>, 'type' | 'topic' | 'source' | 'subject' | 'version' | 'data'>): StreamEvent<D> {
  const at = new Date().toISOString();
  return { ...event, id: uuid(), happenedAt: at, recordedAt: at, correlationId: `test of ${event.subject}` };
}
