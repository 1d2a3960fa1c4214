import { Problem } from '@jinqiao/problem-details/problem';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.js';

const secret = 'a secret of thirty-two characters';
const position = { day: '2026-11-25', productCode: 'XSHG-600000', productId: '019aa000-0000-7000-8000-000000000101' };
const question = '{"investor":{"facts":{"investor.idDocuments":["HKID"]}}}';
const cursorNotValid = expect.objectContaining({ type: 'cursor-not-valid' });

describe('a cursor', () => {
  test('leads back to its position, whatever the product code is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (productCode) => {
        expect(await decodeCursor(await encodeCursor({ ...position, productCode }, question, secret), question, secret)).toEqual({
          ...position,
          productCode,
        });
      }),
    );
  });

  test('of another question is refused', async () => {
    const cursor = await encodeCursor(position, question, secret);
    await expect(decodeCursor(cursor, question.replace('HKID', 'CN_ID'), secret)).rejects.toEqual(cursorNotValid);
  });

  test('of another secret is refused', async () => {
    const cursor = await encodeCursor(position, question, `${secret}!`);
    await expect(decodeCursor(cursor, question, secret)).rejects.toEqual(cursorNotValid);
  });

  test('with any character changed, added or cut is refused', async () => {
    const cursor = await encodeCursor(position, question, secret);
    const payloadLength = cursor.indexOf('.');
    await fc.assert(
      fc.asyncProperty(fc.nat(payloadLength - 1), fc.constantFrom('A', 'z', '-', '', 'xx'), async (at, put) => {
        const forged = cursor.slice(0, at) + put + cursor.slice(at + 1);
        fc.pre(forged !== cursor);
        await expect(decodeCursor(forged, question, secret)).rejects.toBeInstanceOf(Problem);
      }),
    );
  });

  test.each(['', '.', 'a.b', 'a.b.c', 'eyJmb3JtIjoxfQ', '🙂.🙂', '%00'])('%j, which nobody signed, is refused', async (text) => {
    await expect(decodeCursor(text, question, secret)).rejects.toEqual(cursorNotValid);
  });

  test('of an earlier form is refused although it is signed', async () => {
    const old = await encodeCursor({ ...position, form: 0 } as never, question, secret);
    await expect(decodeCursor(old, question, secret)).rejects.toEqual(cursorNotValid);
  });

  test('does not show the facts of the question', async () => {
    const cursor = await encodeCursor(position, question, secret);
    expect(Buffer.from(cursor.split('.')[0]!, 'base64url').toString()).not.toContain('HKID');
  });
});
