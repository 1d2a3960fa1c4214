import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { exportJWK, generateKeyPair } from 'jose';
import { canonicalRecord, hashOfContent } from './canonical-record.js';
import { DecisionRecord } from './decision-record.js';
import { replay } from './replay.js';
import { openSigner, SigningKey, verifySignature } from './signature.js';
import type { Signer } from './signature.js';

const texts = { en: 'Only institutions', 'zh-Hans': '仅限机构', 'zh-Hant': '僅限機構' };
const rule = {
  id: 'R-1',
  side: 'both' as const,
  from: '2018-01-01',
  says: texts,
  requires: { fact: 'investor.kind', op: 'eq' as const, value: 'institution' },
  cites: [{ instrument: 'An invented circular' }],
  confidence: 'official-page' as const,
};
const scheme: Scheme = {
  id: 'channel',
  names: texts,
  kind: 'channel',
  direction: 'northbound',
  theme: 'test',
  inForceFrom: '2018-01-01',
  productTypes: ['bond'],
  coverage: 'partial',
  rules: [rule],
};
const recordWith = async (kind: string, change: Partial<DecisionRecord['products'][number]> = {}): Promise<DecisionRecord> => {
  const { rules, ...content } = scheme;
  return {
    format: 'jinqiao-decision-record/1',
    recordId: '019aa000-0000-7000-8000-000000000901',
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    recordedAt: '2026-11-25T02:00:00.000Z',
    asOf: '2026-11-25',
    side: 'buy',
    facts: { 'investor.kind': kind },
    lawHash: 'law',
    schemes: [{ id: scheme.id, content, rules: [{ id: 'R-1', hash: await hashOfContent(rules[0]), content: rule }] }],
    products: [
      {
        productId: '019aa000-0000-7000-8000-000000000101',
        productVersion: 1,
        offered: true,
        orderable: true,
        verdict: 'eligible',
        accesses: [
          {
            scheme: 'channel',
            facts: { 'product.productType': 'bond' },
            decision: 'ELIGIBLE',
            dependsOnOrder: false,
            refused: [],
            unknown: [],
          },
        ],
        ...change,
      },
    ],
  };
};

let signer: Signer;
let other: Signer;
const anySigner = async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return openSigner(SigningKey.parse(await exportJWK(privateKey)));
};
beforeAll(async () => {
  signer = await anySigner();
  other = await anySigner();
});

describe('a signature', () => {
  test('holds for the same content in any order of fields, also after a way through JSON', async () => {
    const record = await recordWith('institution');
    const signature = await signer.sign(record);
    const back: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(record).reverse()), null, 2));
    expect(canonicalRecord(back)).toBe(canonicalRecord(record));
    expect(await verifySignature(back, signature, [other.publicKey, signer.publicKey])).toEqual({
      signature: 'valid',
      kid: signer.publicKey.kid,
    });
  });

  test.each<[string, (record: DecisionRecord) => unknown]>([
    ['another fact', (record) => ({ ...record, facts: { 'investor.kind': 'individual' } })],
    ['another day', (record) => ({ ...record, asOf: '2026-11-26' })],
    ['a field more', (record) => ({ ...record, note: 'x' })],
  ])('does not hold for %s', async (_, changed) => {
    const record = await recordWith('institution');
    expect(await verifySignature(changed(record), await signer.sign(record), [signer.publicKey])).toMatchObject({ signature: 'not-valid' });
  });

  test('of a key that is not ours is told apart, whatever kid a key claims', async () => {
    const record = await recordWith('institution');
    const signature = await other.sign(record);
    expect(await verifySignature(record, signature, [signer.publicKey])).toEqual({ signature: 'key-not-known', kid: other.publicKey.kid });
    const posing = { ...signer.publicKey, kid: other.publicKey.kid };
    expect(await verifySignature(record, signature, [posing])).toMatchObject({ signature: 'key-not-known' });
  });

  test.each(['', 'x', 'a..b', 'e30..AA', '..', '{}'])('that is none, such as %j, is not valid', async (signature) => {
    expect(await verifySignature(await recordWith('institution'), signature, [signer.publicKey])).toEqual({
      signature: 'not-valid',
      kid: null,
    });
  });
});

describe('a replay', () => {
  test('agrees with what was decided rightly', async () => {
    const record = await recordWith('institution');
    expect(DecisionRecord.parse(record)).toEqual(record);
    expect(await replay(record)).toEqual([]);
  });

  test('names the access and the product that come out differently', async () => {
    expect(await replay(await recordWith('individual'))).toEqual([
      expect.stringContaining('recorded ELIGIBLE by no reason, decided again INELIGIBLE by R-1'),
      expect.stringContaining('recorded as eligible, decided again as ineligible'),
    ]);
  });

  test('agrees where a gate that was not shown held the product back', async () => {
    expect(await replay(await recordWith('institution', { verdict: 'ineligible' }))).toEqual([]);
  });

  test('notices a rule whose text is not the one of its hash, and a scheme that is not carried', async () => {
    const record = await recordWith('institution');
    const [carried] = record.schemes as [DecisionRecord['schemes'][number]];
    const altered = { ...carried, rules: [{ ...carried.rules[0], content: { ...rule, to: '2030-01-01' } }] } as typeof carried;
    expect(await replay({ ...record, schemes: [altered] })).toEqual(['The hash of rule R-1 is not that of its text.']);
    expect(await replay({ ...record, schemes: [] })).toEqual([expect.stringContaining('does not carry the scheme channel')]);
  });
});
