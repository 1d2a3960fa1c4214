import { accessClassDetermined } from '@jinqiao/contracts/access-class-events';
import type { AccessClassState } from '@jinqiao/contracts/access-class-events';
import { accessDetermined } from '@jinqiao/contracts/access-events';
import type { AccessState } from '@jinqiao/contracts/access-events';
import { productAmended } from '@jinqiao/contracts/product-events';
import { decideResidual } from '@jinqiao/eligibility-rules/decide-residual';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { v7 as uuid } from 'uuid';
import { adoptLaw, releasedLaw } from '../src/law.store.js';
import type { Law } from '../src/law.js';
import { publishList } from '../src/published-list.store.js';
import type { PublishListBody } from '../src/published-list.js';
import { openEligibilityDatabase } from './eligibility-database.js';
import type { EligibilityDatabase } from './eligibility-database.js';
import { institutionEvent, institutionState, productEvent, shareState } from './known-products.js';

const law = releasedLaw();
const cause = { happenedAt: '2026-11-25T02:00:00.000Z', correlationId: 'test' };
const list: PublishListBody = {
  day: '2018-12-04',
  mic: 'XSHG',
  productTypes: ['a_share'],
  entries: [{ code: '600000', standing: 'full' }],
};
const hongKongInvestor = { 'investor.kind': 'individual', 'investor.identityDocuments': ['HKID'], 'investor.statuses': [] };

let database: EligibilityDatabase;
beforeEach(async () => (database = await openEligibilityDatabase()));
afterEach(() => database.close());

const publish = (content: PublishListBody) =>
  inPoolTransaction(database.pool, { actor: 'supervisor' }, (sql) => publishList(sql, 'stock-connect-northbound', content, cause));

async function latestStates<T>(eventType: string): Promise<Map<string, T>> {
  const events = await database.events();
  return new Map(events.filter((event) => event.type === eventType).map((event) => [event.subject, event.content as T]));
}

/** What a reader of the two topics would decide of one product for buying. */
async function decisionByClass(productId: string, day: string) {
  const access = (await latestStates<AccessState>(accessDetermined.type)).get(productId);
  const assignment = access?.accesses[0]?.buy.find(({ from, to }) => from <= day && (to === null || day <= to));
  if (!assignment) return 'not offered';
  const accessClass = (await latestStates<AccessClassState>(accessClassDetermined.type)).get(assignment.accessClassId);
  if (!accessClass) throw new Error(`The class ${assignment.accessClassId} was never published.`);
  return decideResidual(accessClass.residuals, hongKongInvestor, day).decision;
}

const counts = async () => {
  const events = await database.events();
  const of = (eventType: string) => events.filter(({ type }) => type === eventType).length;
  return { classes: of(accessClassDetermined.type), accesses: of(accessDetermined.type) };
};

describe('a listed product', () => {
  test('gives one class event for each new class and one access event, and the same event again gives nothing', async () => {
    const event = productEvent(shareState(uuid(), '600000'));
    await database.applyProducts(law, [event]);
    expect(await counts()).toEqual({ classes: 2, accesses: 1 });
    await database.applyProducts(law, [event]);
    expect(await counts()).toEqual({ classes: 2, accesses: 1 });
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600004'))]);
    expect(await counts()).toEqual({ classes: 2, accesses: 2 });
  });

  test('whose next version says nothing that a rule looks at gives one access event that answers it, and no class event', async () => {
    const state = shareState(uuid(), '600000');
    await database.applyProducts(law, [productEvent(state)]);
    const before = await counts();
    const renamed = { ...state, names: { en: 'Another name' }, version: 2, effectiveFrom: '2019-01-01' };
    await database.applyProducts(law, [productEvent(renamed, productAmended.type)]);
    expect(await counts()).toEqual({ classes: before.classes, accesses: before.accesses + 1 });
    expect((await latestStates<AccessState>(accessDetermined.type)).get(state.productId)).toMatchObject({ version: 2, productVersion: 2 });
  });

  test('publishes shapes that the contracts accept, answering the latest version', async () => {
    const state = shareState(uuid(), '600000');
    await database.applyProducts(law, [
      productEvent(state),
      productEvent({ ...state, version: 2, effectiveFrom: '2019-01-01' }, productAmended.type),
    ]);
    const [accessEvent, ...others] = (await database.events()).filter(({ type }) => type === accessDetermined.type);
    expect(others).toEqual([]);
    expect(accessDetermined.data.parse(accessEvent?.content)).toMatchObject({ productId: state.productId, version: 1, productVersion: 2 });
    for (const content of (await latestStates(accessClassDetermined.type)).values())
      expect(() => accessClassDetermined.data.parse(content)).not.toThrow();
  });

  test('of an unknown type or scheme is refused with a reason, and nothing of its batch is kept', async () => {
    const known = productEvent(shareState(uuid(), '600000'));
    const unknownType = productEvent(shareState(uuid(), '600004', { productType: 'meteorite' }));
    await expect(database.applyProducts(law, [known, unknownType])).rejects.toThrow(
      'is of the type "meteorite", which this release does not know',
    );
    const unknownScheme = productEvent(shareState(uuid(), '600004', { accesses: [{ scheme: 'moon-connect', audience: 'public' }] }));
    await expect(database.applyProducts(law, [unknownScheme])).rejects.toThrow('declares the scheme "moon-connect"');
    expect(await counts()).toEqual({ classes: 0, accesses: 0 });
  });
});

describe('a published list', () => {
  test('makes a share that it names eligible from its day through the fourteenth day after, and no longer', async () => {
    const [onTheList, notOnIt] = [uuid(), uuid()];
    await database.applyProducts(law, [productEvent(shareState(onTheList, '600000')), productEvent(shareState(notOnIt, '600004'))]);
    expect(await decisionByClass(onTheList, '2018-12-04')).toBe('UNDETERMINED');
    expect((await publish(list)).productsDue).toBe(2);
    await database.workOff(law);
    const decisions = async (productId: string) =>
      Promise.all(['2018-12-03', '2018-12-04', '2018-12-18', '2018-12-19'].map((day) => decisionByClass(productId, day)));
    expect(await decisions(onTheList)).toEqual(['not offered', 'ELIGIBLE', 'ELIGIBLE', 'UNDETERMINED']);
    expect(await decisions(notOnIt)).toEqual(['not offered', 'INELIGIBLE', 'INELIGIBLE', 'UNDETERMINED']);
  });

  test('ends on the day before the next list of its scope, and a correction replaces it', async () => {
    const productId = uuid();
    await database.applyProducts(law, [productEvent(shareState(productId, '600000'))]);
    const first = await publish(list);
    await publish({ ...list, day: '2018-12-10', entries: [{ code: '600000', standing: 'sell_only' }] });
    await database.workOff(law);
    expect(await decisionByClass(productId, '2018-12-09')).toBe('ELIGIBLE');
    expect(await decisionByClass(productId, '2018-12-10')).toBe('INELIGIBLE');
    const corrected = await publish({ ...list, entries: [{ code: '600000', standing: 'buy_suspended' }] });
    expect(corrected.list).toMatchObject({ listId: first.list.listId, version: 2 });
    await database.workOff(law);
    expect(await decisionByClass(productId, '2018-12-09')).toBe('INELIGIBLE');
  });

  test('with the same content appends nothing and lets no product be determined again', async () => {
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600000'))]);
    const { list: first } = await publish(list);
    const before = await database.events();
    expect(await publish(list)).toEqual({ list: first, changed: false, productsDue: 0 });
    expect(await database.events()).toEqual(before);
  });

  test('that changes nothing for a product lets no event follow for it', async () => {
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600000')), productEvent(shareState(uuid(), '600004'))]);
    await publish(list);
    await database.workOff(law);
    const before = await counts();
    await publish({ ...list, entries: [...list.entries, { code: '600999', standing: 'full' }] });
    await database.workOff(law);
    expect(await counts()).toEqual(before);
  });

  test('published while products arrive is missed by none of them', async () => {
    const products = Array.from({ length: 60 }, () => uuid());
    const batches = [0, 1, 2, 3, 4, 5].map((n) => products.slice(n * 10, n * 10 + 10));
    await Promise.all([
      ...batches.map((batch) =>
        database.applyProducts(
          law,
          batch.map((id) => productEvent(shareState(id, '600000'))),
        ),
      ),
      publish(list),
    ]);
    await database.workOff(law);
    const decisions = await Promise.all(products.map((id) => decisionByClass(id, '2018-12-10')));
    expect(new Set(decisions)).toEqual(new Set(['ELIGIBLE']));
  });
});

describe('two partitions at once', () => {
  test('make one class for one signature, each access event after its classes', async () => {
    const boards = ['MAIN', 'STAR'];
    const batchOf = (n: number) =>
      Array.from({ length: 20 }, (_, index) =>
        productEvent(
          shareState(uuid(), '600000', { terms: { mic: 'XSHG', stockCode: '600000', board: boards[(index + n) % 2] ?? 'MAIN' } }),
        ),
      );
    await Promise.all([0, 1, 2, 3, 4, 5].map((n) => database.applyProducts(law, batchOf(n))));
    const { rows } = await database.administrator.query('SELECT scheme, side, signature FROM access_class');
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
    const seen = new Set<string>();
    for (const { type, subject, content } of await database.events()) {
      if (type === accessClassDetermined.type) expect(seen.has(subject)).toBe(false);
      if (type === accessClassDetermined.type) seen.add(subject);
      else
        for (const { accessClassId } of (content as AccessState).accesses.flatMap(({ buy, sell }) => [...buy, ...sell]))
          expect(seen.has(accessClassId)).toBe(true);
    }
  });
});

describe('an institution', () => {
  test('that changes a fact lets its products be determined again, one that changes its name or lifecycle does not', async () => {
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600000'))]);
    const due = async () =>
      (await database.administrator.query('SELECT count(*)::integer AS due FROM determination_due')).rows[0].due as number;
    await database.applyInstitutions([institutionEvent(institutionState)]);
    expect(await due()).toBe(1);
    await database.workOff(law);
    await database.applyInstitutions([
      institutionEvent({ ...institutionState, version: 2, lifecycle: 'suspended', legalNames: { en: 'Another name' } }),
    ]);
    expect(await due()).toBe(0);
    await database.applyInstitutions([institutionEvent({ ...institutionState, version: 3, licences: [] })]);
    expect(await due()).toBe(1);
    await database.applyInstitutions([institutionEvent({ ...institutionState, version: 2 })]);
    const { rows } = await database.administrator.query<{ version: number }>('SELECT version FROM institution');
    expect(rows).toEqual([{ version: 3 }]);
  });
});

describe('another law', () => {
  const adopt = (next: Law) => inPoolTransaction(database.pool, { actor: 'projector' }, (sql) => adoptLaw(sql, next, cause));
  const closing = (id: string, to: string): Law => {
    const schemes = law.schemes.map((scheme) => ({
      ...scheme,
      rules: scheme.rules.map((rule) => (rule.id === id ? { ...rule, to } : rule)),
    }));
    return { ...law, schemes, schemeById: (name) => schemes.find((scheme) => scheme.id === name), hash: `${id} closed on ${to}` };
  };

  test('publishes the classes whose residuals it changes and leaves the products where they are', async () => {
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600000'))]);
    expect(await adopt(law)).toBe(true);
    await database.workOff(law);
    const before = await counts();
    expect(await adopt(law)).toBe(false);
    const next = closing('SC-NB-01', '2027-12-31');
    expect(await adopt(next)).toBe(true);
    await database.workOff(next);
    expect(await counts()).toEqual({ classes: before.classes + 1, accesses: before.accesses });
    expect(await adopt(next)).toBe(false);
  });

  test('that was adopted by a process killed before its work is determined by the next one', async () => {
    await database.applyProducts(
      law,
      Array.from({ length: 7 }, () => productEvent(shareState(uuid(), '600000'))),
    );
    const next = closing('SC-NB-01', '2027-12-31');
    await adopt(next);
    expect(await adopt(next)).toBe(false);
    await database.workOff(next);
    const versions = (await database.events()).filter(({ type }) => type === accessClassDetermined.type).map(({ version }) => version);
    expect(versions).toContain(2);
  });
});

describe('row-level security', () => {
  test('shows facts to projector and reader, and to nobody who names no actor', async () => {
    await database.applyProducts(law, [productEvent(shareState(uuid(), '600000'))]);
    await database.applyInstitutions([institutionEvent(institutionState)]);
    for (const table of ['product_version', 'product_determination', 'institution']) {
      const rows = (actor: 'reader' | 'relay') => inPoolTransaction(database.pool, { actor }, (sql) => sql(`SELECT 1 FROM ${table}`));
      expect(await rows('reader')).toHaveLength(1);
      expect(await rows('relay')).toEqual([]);
      expect((await database.pool.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
    }
  });
});

describe('many lists', () => {
  test('of one scope give the standing that each of its days had', async () => {
    const productId = uuid();
    await database.applyProducts(law, [productEvent(shareState(productId, '600000'))]);
    const standings = {
      '2018-12-04': 'full',
      '2018-12-05': 'full',
      '2018-12-20': 'full',
      '2019-01-05': 'full',
      '2019-01-07': 'sell_only',
      '2019-01-08': 'full',
    } as const;
    for (const [day, standing] of Object.entries(standings)) await publish({ ...list, day, entries: [{ code: '600000', standing }] });
    await publish({ ...list, day: '2019-01-09', entries: [] });
    await publish({ ...list, day: '2019-01-09', productTypes: ['a_share', 'etf'], entries: [{ code: '600000', standing: 'full' }] });
    await database.workOff(law);
    const days = [
      '2018-12-04',
      '2018-12-19',
      '2018-12-20',
      '2019-01-03',
      '2019-01-04',
      '2019-01-05',
      '2019-01-06',
      '2019-01-07',
      '2019-01-08',
      '2019-01-23',
      '2019-01-24',
    ];
    expect(await Promise.all(days.map((day) => decisionByClass(productId, day)))).toEqual([
      'ELIGIBLE',
      'ELIGIBLE',
      'ELIGIBLE',
      'ELIGIBLE',
      'UNDETERMINED',
      'ELIGIBLE',
      'ELIGIBLE',
      'INELIGIBLE',
      'ELIGIBLE',
      'ELIGIBLE',
      'UNDETERMINED',
    ]);
  });
});
