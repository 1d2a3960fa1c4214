import { institutionEvents } from '@jinqiao/contracts/institution-events';
import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { productEvents } from '@jinqiao/contracts/product-events';
import type { ProductState } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import type { Projection } from '@jinqiao/projection/projection';
import type { LawIn } from './current-law.js';
import type { Cause } from './determination.store.js';
import { determineProducts } from './determination.store.js';
import { changeFacts, keepVersions, productVersionTable, shareFacts } from './facts.store.js';
import { institutionTable, keepInstitutions } from './institution.store.js';
import type { Law } from './law.js';

const causeOf = ({ id, happenedAt, correlationId, traceparent }: StreamEvent): Cause => ({
  happenedAt,
  correlationId,
  causationId: id,
  ...(traceparent === undefined ? {} : { traceparent }),
});

/** A state that this release can't judge is refused, so that it waits as a dead letter instead of being judged by half. */
function requireKnown(law: Law, { productId, productType, accesses }: ProductState): void {
  if (!law.productTypeById(productType))
    throw new Error(`Product ${productId} is of the type "${productType}", which this release does not know.`);
  const unknown = accesses.find(({ scheme }) => !law.schemeById(scheme));
  if (unknown) throw new Error(`Product ${productId} declares the scheme "${unknown.scheme}", which this release does not know.`);
}

/** Keeps every version of every product and determines their accesses in the same transaction. */
export const productFactsProjection = (lawIn: LawIn): Projection => ({
  name: 'product-facts.v1',
  topic: 'jinqiao.products.v1',
  contracts: productEvents,
  tables: [productVersionTable],
  apply: async (sql, events) => {
    const states = events.map(({ data }) => data as ProductState);
    await shareFacts(sql);
    const law = await lawIn(sql);
    for (const state of states) requireKnown(law, state);
    await keepVersions(sql, law, states);
    await determineProducts(sql, law, new Map(events.map((event) => [event.subject, causeOf(event)])));
  },
});

/** Keeps the latest state of every institution and notes its products as due when a fact that rules may look at has changed. */
export const institutionFactsProjection: Projection = {
  name: 'institution-facts.v1',
  topic: 'jinqiao.institutions.v1',
  contracts: institutionEvents,
  tables: [institutionTable],
  latestOnly: true,
  apply: async (sql, events) => {
    const latest = new Map(events.map((event) => [event.subject, event]));
    await changeFacts(sql);
    await keepInstitutions(
      sql,
      [...latest.values()].map((event) => ({ state: event.data as InstitutionState, cause: causeOf(event) })),
    );
  },
};
