import { accessOf, asFiled, classes, classOf, filed, forFiled, notArrived, onOrder, productOf, refusing, uuidOf } from './bonds.js';
import { accessEvent, institutionEvent, resumedEvent } from './events.js';
import { runningCatalogue } from './running-catalogue.js';

let catalogue: Awaited<ReturnType<typeof runningCatalogue>>;
beforeAll(async () => (catalogue = await runningCatalogue(new Date('2026-11-25T04:00:00Z'))));
afterAll(() => catalogue.stop());
beforeEach(async () => {
  await catalogue.database.empty();
});

const withoutFreshness = (body: Record<string, unknown>) => ({ ...body, correlationId: undefined, asOf: undefined });

describe('the life of a product in the catalogue', () => {
  test('published events are found and shown, with their verdict and counts', async () => {
    await catalogue.publish(
      institutionEvent(),
      ...classes,
      productOf(1),
      accessOf(uuidOf(1, 1), forFiled),
      productOf(2),
      accessOf(uuidOf(1, 2), onOrder),
      productOf(3),
      accessOf(uuidOf(1, 3), refusing),
    );
    const { status, body } = await catalogue.search({ eligibleFor: asFiled });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        {
          productId: uuidOf(1, 1),
          productCode: 'B-1',
          productType: 'bond',
          lifecycle: 'listed',
          orderable: true,
          verdict: 'eligible',
          institution: { names: { en: 'Harbour Example Securities Limited' } },
          accesses: [{ scheme: 'bond-connect-northbound', decision: 'ELIGIBLE' }],
        },
      ],
      nextCursor: null,
      total: 1,
      counts: { eligible: 1, dependsOnOrder: 1, undetermined: 0, ineligible: 1 },
      missingFacts: ['trade.settlementCurrency'],
      nextQuestion: null,
      asOf: { day: '2026-11-25' },
    });
    const nobody = await catalogue.search({ eligibleFor: { investor: {}, verdicts: ['undetermined'] } });
    expect(nobody.body).toMatchObject({
      total: 1,
      items: [{ productCode: 'B-1', verdict: 'undetermined' }],
      missingFacts: ['investor.statuses', 'trade.settlementCurrency'],
      nextQuestion: { fact: 'investor.statuses', question: { en: expect.stringContaining('licences') as unknown }, decides: 1 },
    });
    const withOrder = await catalogue.search({ eligibleFor: { ...asFiled, trade: { settlementCurrency: 'CNY' } } });
    expect(withOrder.body).toMatchObject({ total: 2, counts: { eligible: 2, dependsOnOrder: 0 } });
    const unasked = await catalogue.search({});
    expect(unasked.body).toMatchObject({ total: 3 });
    for (const name of ['counts', 'nextQuestion']) expect(unasked.body).not.toHaveProperty(name);
    expect((unasked.body['items'] as unknown[])[0]).toEqual(expect.not.objectContaining({ verdict: expect.anything() as unknown }));
  });

  test('streams may overtake each other and repeat: the class of a product that comes late turns it from undetermined', async () => {
    await catalogue.publish(accessOf(uuidOf(1, 4), notArrived), productOf(4), accessOf(uuidOf(1, 4), notArrived));
    const asked = { eligibleFor: { ...asFiled, verdicts: ['eligible', 'undetermined'] } };
    expect((await catalogue.search(asked)).body).toMatchObject({
      items: [{ verdict: 'undetermined', orderable: false, institution: { names: null } }],
    });
    const early = await catalogue.product(uuidOf(1, 4), `?after=product:${uuidOf(1, 4)}@1`);
    expect(early.body).toMatchObject({ stale: true });

    const waiting = catalogue.product(uuidOf(1, 4), `?after=product:${uuidOf(1, 4)}@1`);
    await catalogue.publish(classOf(notArrived, filed), productOf(4), institutionEvent(), institutionEvent());
    expect((await waiting).body).not.toHaveProperty('stale');
    expect((await catalogue.search(asked)).body).toMatchObject({ items: [{ verdict: 'eligible', orderable: true }] });
    await catalogue.publish(classOf(notArrived, { any: [] }, 2), classOf(notArrived, filed));
    expect((await catalogue.search(asked)).body).toMatchObject({ items: [], counts: { ineligible: 1 } });
  });

  test('answers each day by the version in effect on it', async () => {
    const id = uuidOf(1, 5);
    await catalogue.publish(
      ...classes,
      institutionEvent(),
      productOf(5, { names: { en: 'First' } }),
      productOf(5, { version: 2, effectiveFrom: '2026-12-01', names: { en: 'Second' } }),
      productOf(5, { version: 3, effectiveFrom: '2026-11-20', lifecycle: 'suspended', suspendedSides: ['buy'], names: { en: 'First' } }),
      resumedEvent({ ...productOf(5).data, version: 4, effectiveFrom: '2026-11-22' }),
      productOf(5, { version: 5, effectiveFrom: '2026-12-10', lifecycle: 'withdrawn' }),
      accessOf(id, forFiled, { version: 5 }),
    );
    const on = async (day: string) => (await catalogue.product(id, `?asOf=${day}`)).body;
    expect(await on('2019-12-31')).toMatchObject({ version: 1, offered: false, orderable: { buy: false } });
    expect(await on('2026-11-19')).toMatchObject({ version: 1, offered: true, orderable: { buy: true, sell: true } });
    expect(await on('2026-11-21')).toMatchObject({ version: 3, lifecycle: 'suspended', orderable: { buy: false, sell: true } });
    expect(await on('2026-12-09')).toMatchObject({ version: 4, lifecycle: 'listed' });
    expect(await on('2026-12-10')).toMatchObject({
      version: 5,
      offered: false,
      lifecycle: 'withdrawn',
      orderable: { buy: false, sell: false },
    });
    expect((await on('2026-11-25'))['versions']).toHaveLength(5);
    const found = async (asOf: string) => (await catalogue.search({ asOf })).body['total'];
    expect([await found('2019-12-31'), await found('2026-12-09'), await found('2026-12-10')]).toEqual([0, 1, 0]);
  });

  test('stops the orders of all products of a suspended institution without another event of theirs', async () => {
    await catalogue.publish(
      ...classes,
      productOf(6),
      accessOf(uuidOf(1, 6), forFiled),
      institutionEvent({ version: 2, lifecycle: 'suspended' }),
    );
    expect((await catalogue.search({ eligibleFor: asFiled })).body).toMatchObject({
      total: 1,
      items: [{ verdict: 'eligible', orderable: false }],
    });
  });

  test('goes on after an event that speaks of another product than its key', async () => {
    await catalogue.publish({ ...productOf(7), subject: uuidOf(1, 8) }, productOf(8), accessOf(uuidOf(1, 8), forFiled));
    expect((await catalogue.search({})).body).toMatchObject({ total: 1, items: [{ productCode: 'B-8' }] });
  });
});

describe('pages', () => {
  test('hold every product once, and go on only in the list that they came from', async () => {
    const numbers = Array.from({ length: 23 }, (_, n) => n + 10);
    await catalogue.publish(
      ...classes,
      institutionEvent(),
      ...numbers.flatMap((n) => [productOf(n, { productCode: `B-${n % 3}` }), accessOf(uuidOf(1, n), forFiled)]),
    );
    const asked = { eligibleFor: asFiled, limit: 5 };
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await catalogue.search({ ...asked, ...(cursor !== null && { cursor }) });
      const page = body as { items: { productId: string }[]; nextCursor: string | null; total: number };
      expect(page.total).toBe(23);
      seen.push(...page.items.map(({ productId }) => productId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(numbers.map((n) => uuidOf(1, n)));

    const first = String((await catalogue.search(asked)).body['nextCursor']);
    const notValid = { status: 400, body: { type: expect.stringMatching(/\/cursor-not-valid$/) as unknown } };
    expect(await catalogue.search({ ...asked, cursor: first, limit: 7 })).toMatchObject({ status: 200 });
    expect(await catalogue.search({ ...asked, cursor: first, eligibleFor: { investor: {} } })).toMatchObject(notValid);
    expect(await catalogue.search({ ...asked, cursor: first, asOf: '2026-11-25' })).toMatchObject(notValid);
    expect(await catalogue.search({ ...asked, cursor: first }, ['institutional'])).toMatchObject(notValid);
    expect(await catalogue.search({ ...asked, cursor: `${first}A` })).toMatchObject(notValid);
  });
});

describe('what a caller may not see', () => {
  const secret = uuidOf(1, 40);
  const questions = [
    {},
    { eligibleFor: asFiled },
    { eligibleFor: { investor: {}, verdicts: ['undetermined', 'ineligible', 'eligible'] } },
    { text: 'secret' },
    { schemes: ['secret-scheme'] },
    { productTypes: ['fund'] },
    { limit: 1 },
    { after: `product:${secret}@1` },
  ];
  const answersOf = async (audiences: string[]) => {
    const searches = await Promise.all(questions.map((question) => catalogue.search(question, audiences)));
    const pages = await Promise.all([secret, uuidOf(1, 41)].map((id) => catalogue.product(id, '', audiences)));
    const late = await catalogue.product(secret, `?after=product:${secret}@1`, audiences);
    return [...searches, ...pages, late].map(({ status, headers, body }) => ({
      status,
      etag: headers['etag'],
      body: withoutFreshness(body),
    }));
  };

  test('changes nothing in any of the answers that they get', async () => {
    await catalogue.publish(...classes, institutionEvent(), productOf(41), accessOf(uuidOf(1, 41), forFiled));
    const before = await answersOf(['public']);
    await catalogue.publish(
      productOf(40, { productCode: 'A-SECRET', productType: 'fund', names: { en: 'Secret fund' } }),
      accessOf(secret, notArrived, { scheme: 'secret-scheme', audience: 'institutional' }),
    );
    expect(await answersOf(['public'])).toEqual(before);
    expect(await answersOf(['public', 'hong-kong-professional-investor'])).toEqual(before);
    expect(await catalogue.product(secret, '', ['institutional'])).toMatchObject({ status: 200, body: { productCode: 'A-SECRET' } });
    expect((await catalogue.search({}, ['institutional'])).body).toMatchObject({ total: 2 });
  });

  test('of a product that they see stays out of its page and its entity tag: other accesses, and versions that only others see', async () => {
    const id = uuidOf(1, 41);
    const open = accessOf(id, forFiled).data.accesses[0]!;
    const hidden = { ...open, scheme: 'secret-scheme', audience: 'institutional' as const };
    await catalogue.publish(institutionEvent(), productOf(41), accessOf(id, forFiled));
    const before = await catalogue.product(id);
    await catalogue.publish(accessEvent({ productId: id, version: 2, productVersion: 1, accesses: [open, hidden] }));
    const after = await catalogue.product(id);
    expect(after.headers['etag']).toBe(before.headers['etag']);
    expect((await catalogue.product(id, '', ['institutional'])).body['accesses']).toHaveLength(2);

    const until = { ...open, buy: [{ ...open.buy[0]!, to: '2026-11-30' }], sell: [{ ...open.sell[0]!, to: '2026-11-30' }] };
    await catalogue.publish(
      productOf(41, { version: 2, effectiveFrom: '2026-12-01', names: { en: 'Secret name' } }),
      accessEvent({ productId: id, version: 3, productVersion: 2, accesses: [until, hidden] }),
    );
    expect((await catalogue.product(id)).headers['etag']).toBe(before.headers['etag']);
    expect(await catalogue.product(id, '?asOf=2026-12-01')).toMatchObject({ status: 404 });
    expect(await catalogue.product(id, '?asOf=2026-12-01', ['institutional'])).toMatchObject({
      status: 200,
      body: { names: { en: 'Secret name' } },
    });
  });

  test('keeps its gate: a gate of another audience holds the verdict back and is not shown', async () => {
    const id = uuidOf(1, 42);
    const channel = accessOf(id, forFiled).data.accesses[0]!;
    const gate = {
      ...channel,
      scheme: 'professionals-only',
      schemeKind: 'gate' as const,
      audience: 'institutional' as const,
      buy: [{ accessClassId: refusing, from: '2020-01-01', to: null }],
    };
    await catalogue.publish(...classes, institutionEvent(), productOf(42), accessEvent({ productId: id, accesses: [channel, gate] }));
    const { body } = await catalogue.search({ eligibleFor: { ...asFiled, verdicts: ['ineligible', 'eligible'] } });
    expect(body).toMatchObject({
      items: [{ verdict: 'ineligible', accesses: [{ scheme: 'bond-connect-northbound', decision: 'ELIGIBLE' }] }],
    });
    expect(JSON.stringify(body)).not.toContain('professionals-only');
  });
});

describe('requests', () => {
  test('with the entity tag of what is known are answered 304', async () => {
    await catalogue.publish(institutionEvent(), productOf(50), accessOf(uuidOf(1, 50), forFiled));
    const { headers } = await catalogue.product(uuidOf(1, 50));
    const again = await catalogue.call('GET', `/v1/catalogue/products/${uuidOf(1, 50)}`, {
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect(again).toEqual({ status: 304, body: {}, headers: expect.objectContaining({ etag: headers['etag'] }) as unknown });
    await catalogue.publish(institutionEvent({ version: 2, legalNames: { en: 'Another name' } }));
    expect(
      await catalogue.call('GET', `/v1/catalogue/products/${uuidOf(1, 50)}`, { headers: { 'if-none-match': String(headers['etag']) } }),
    ).toMatchObject({ status: 200 });
  });

  const refused: [string, string, unknown][] = [
    ['an unknown field', 'request-not-valid', { limits: 3 }],
    ['a limit out of bounds', 'request-not-valid', { limit: 201 }],
    ['a limit as text', 'request-not-valid', { limit: '5' }],
    ['a day that does not exist', 'request-not-valid', { asOf: '2026-02-30' }],
    ['a day before the calendar', 'request-not-valid', { asOf: '0000-01-01' }],
    ['two days', 'request-not-valid', { asOf: '2026-01-01', eligibleFor: { investor: {}, asOf: '2026-01-02' } }],
    ['a list instead of an object', 'request-not-valid', []],
    ['nothing', 'request-not-valid', null],
    ['a text with NUL', 'request-not-valid', { text: 'a\u0000b' }],
    ['half a surrogate', 'request-not-valid', { text: '\ud800' }],
    ['an unknown verdict', 'request-not-valid', { eligibleFor: { investor: {}, verdicts: ['maybe'] } }],
    ['an unknown fact', 'facts-not-valid', { eligibleFor: { investor: { shoeSize: 43 } } }],
    ['a fact of another type', 'facts-not-valid', { eligibleFor: { investor: { statuses: 'PBOC_CIBM_FILED' } } }],
    ['a product fact', 'request-not-valid', { eligibleFor: { investor: {}, product: { board: 'MAIN' } } }],
    ['a cursor that nobody made', 'cursor-not-valid', { cursor: 'eyJ2IjoxfQ.AAAA' }],
    ['a token that nobody wrote', 'request-not-valid', { after: "product:1@1' or true --" }],
  ];
  test.each(refused)('with %s are refused as %s', async (_what, type, body) => {
    const answer = await catalogue.search(body);
    expect(answer).toMatchObject({ status: 400, body: { type: expect.stringMatching(new RegExp(`/${type}$`)) as unknown } });
  });

  test.each([
    '/v1/catalogue/products/1',
    '/v1/catalogue/products/019aa000-0000-7000-8000-000000000101%00',
    `/v1/catalogue/products/${uuidOf(1, 1)}?asOf=tomorrow`,
    `/v1/catalogue/products/${uuidOf(1, 1)}?asOf=0000-01-01`,
    `/v1/catalogue/products/${uuidOf(1, 1)}?after=x`,
    `/v1/catalogue/products/${uuidOf(1, 1)}?on=2026-01-01`,
    `/v1/catalogue/products/${uuidOf(1, 1)}?asOf=2026-01-01&asOf=2026-01-02`,
  ])('to %s are refused', async (url) => {
    expect(await catalogue.call('GET', url)).toMatchObject({ status: 400 });
  });

  test('for a text of wildcards, quotes and scripts find what holds it and nothing else', async () => {
    await catalogue.publish(
      productOf(51, { productCode: "50%_\\'" }),
      accessOf(uuidOf(1, 51), forFiled),
      productOf(52),
      accessOf(uuidOf(1, 52), forFiled),
    );
    for (const text of ['%', '_', '\\', "'", "50%_\\'"]) expect((await catalogue.search({ text })).body).toMatchObject({ total: 1 });
    for (const text of ["' or 1=1 --", '%%', '🙂', 'a'.repeat(200)])
      expect((await catalogue.search({ text })).body).toMatchObject({ total: 0 });
  });

  test('without a token are refused', async () => {
    expect((await catalogue.service.app.inject({ method: 'POST', url: '/v1/catalogue/search', payload: {} })).statusCode).toBe(401);
  });
});
