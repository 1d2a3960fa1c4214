import { hashOfContent } from '@jinqiao/decision-records/canonical-record';
import type { DecisionRecord } from '@jinqiao/decision-records/decision-record';
import { openSigner, SigningKey } from '@jinqiao/decision-records/signature';
import type { Signer } from '@jinqiao/decision-records/signature';
import { decide } from '@jinqiao/eligibility-rules/decide';
import { bondConnectNorthbound } from '@jinqiao/eligibility-schemes/bond-connect-northbound/scheme';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { exportJWK, generateKeyPair } from 'jose';
import { readKeys, verifyText } from './verify-file.js';

const asOf = '2026-11-25';
const scheme = bondConnectNorthbound;
const investor = { 'investor.kind': 'individual' };
const bond = { 'product.productType': 'bond' };

let signer: Signer;
let record: DecisionRecord;
const anySigner = async () =>
  openSigner(SigningKey.parse(await exportJWK((await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey)));
beforeAll(async () => {
  signer = await anySigner();
  const { rules, ...content } = scheme;
  const inForce = rules.filter((rule) => rule.side !== 'sell' && rule.from <= asOf && (rule.to ?? asOf) >= asOf);
  const { decision, dependsOnOrder, refused, unknown } = decide(scheme, { ...investor, ...bond }, asOf, 'buy');
  record = {
    format: 'jinqiao-decision-record/1',
    recordId: '019aa000-0000-7000-8000-000000000901',
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    recordedAt: '2026-11-25T02:00:00.000Z',
    asOf,
    side: 'buy',
    facts: investor,
    lawHash: 'law',
    schemes: [
      {
        id: scheme.id,
        content,
        rules: await Promise.all(inForce.map(async (rule) => ({ id: rule.id, hash: await hashOfContent(rule), content: { ...rule } }))),
      },
    ],
    products: [
      {
        productId: '019aa000-0000-7000-8000-000000000101',
        productVersion: 1,
        offered: true,
        orderable: true,
        verdict: 'ineligible',
        accesses: [
          {
            scheme: scheme.id,
            facts: bond,
            decision,
            dependsOnOrder,
            refused: refused.map(({ id }) => id),
            unknown: unknown.map(({ id }) => id),
          },
        ],
      },
    ],
  };
});
const fileOf = async (signed: unknown = record, more: object = { publicKey: signer.publicKey }) =>
  JSON.stringify({ record: signed, signature: await signer.sign(record), ...more }, null, 2);

test('a record as it was handed out holds, by the key in the file with a word of caution, and by a key beside it', async () => {
  const byItself = await verifyText(await fileOf(), undefined, schemes);
  expect(byItself).toMatchObject({ holds: true });
  expect(byItself.lines.join('\n')).toContain('compare it with the key that Jinqiao publishes');
  expect(byItself.lines.join('\n')).toContain('Decided again from the record alone: the same.');
  expect(byItself.lines.at(-1)).toMatch(/^All \d+ rules are those of this release\.$/);
  const beside = readKeys(JSON.stringify({ keys: [signer.publicKey] }));
  expect(await verifyText(await fileOf(record, {}), beside, schemes)).toMatchObject({ holds: true });
});

test('a changed record, and a record by another key than the one given, do not hold', async () => {
  const changed = await verifyText(await fileOf({ ...record, facts: { 'investor.kind': 'institution' } }), undefined, schemes);
  expect(changed).toEqual({ holds: false, lines: [expect.stringContaining('NOT valid')] });
  const { publicKey } = await anySigner();
  expect(await verifyText(await fileOf(), [publicKey], schemes)).toEqual({
    holds: false,
    lines: [expect.stringContaining('a key that was not given')],
  });
});

test('a signed record that comes out differently does not hold', async () => {
  const wrong = { ...record, facts: {} };
  const text = JSON.stringify({ record: wrong, signature: await signer.sign(wrong), publicKey: signer.publicKey });
  expect(await verifyText(text, undefined, schemes)).toMatchObject({ holds: false });
});

test('rules that this release does not have are named, and refute nothing', async () => {
  const { holds, lines } = await verifyText(await fileOf(), undefined, []);
  expect(holds).toBe(true);
  expect(lines.at(-1)).toContain('in another form, or not at all: BC-NB-');
});

test.each([
  ['no JSON', 'x', 'is not JSON'],
  ['no signed decision', '{"record":{}}', 'is not a signed decision'],
  ['without any key', '{"record":{},"signature":"x"}', 'There is no public key'],
])('a file that is %s is refused with what it needs', async (_, text, reason) => {
  await expect(verifyText(text, undefined, schemes)).rejects.toThrow(reason);
});

test('a file of keys that holds none is refused', () => {
  for (const text of ['{}', '{"keys":[]}', '{"kty":"RSA"}']) expect(() => readKeys(text)).toThrow('public Ed25519 key');
});
