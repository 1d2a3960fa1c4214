import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { EventContract } from '@jinqiao/contracts/event-contract';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { institutionApproved } from '@jinqiao/contracts/institution-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import { productAmended, productListed, productResumed, productSuspended, productWithdrawn } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { v7 as uuid } from 'uuid';

const recordedAt = '2026-11-25T00:00:00.000Z';

export function eventOf<State extends { version: number }>(
  contract: EventContract<State>,
  subject: string,
  data: State,
): StreamEvent<State> {
  return {
    id: uuid(),
    type: contract.type,
    source: 'test',
    topic: contract.topic,
    subject,
    version: data.version,
    happenedAt: recordedAt,
    recordedAt,
    correlationId: uuid(),
    data,
  };
}

export function productEvent(state: Partial<ProductState> & { productId: string }): StreamEvent<ProductState> {
  const data: ProductState = { ...productListed.example, ...state };
  if (data.lifecycle === 'withdrawn') return eventOf(productWithdrawn, data.productId, data);
  if (data.lifecycle === 'suspended') return eventOf(productSuspended, data.productId, data);
  return eventOf(data.version === 1 ? productListed : productAmended, data.productId, data);
}

export function resumedEvent(state: Partial<ProductState> & { productId: string }): StreamEvent<ProductState> {
  return eventOf(productResumed, state.productId, { ...productListed.example, ...state });
}

export function institutionEvent(state: Partial<InstitutionState> = {}): StreamEvent<InstitutionState> {
  const data: InstitutionState = { ...institutionApproved.example, ...state };
  return eventOf(institutionApproved, data.institutionId, data);
}

export function accessEvent(state: Partial<AccessState> & { productId: string }): StreamEvent<AccessState> {
  const data: AccessState = { ...accessDetermined.example, ...state };
  return eventOf(accessDetermined, data.productId, data);
}

export function classEvent(state: Partial<AccessClassState> & { accessClassId: string }): StreamEvent<AccessClassState> {
  const data: AccessClassState = { ...accessClassDetermined.example, ...state };
  return eventOf(accessClassDetermined, data.accessClassId, data);
}
