import type { StreamRecord } from '@jinqiao/event-stream/event-stream';
import fc from 'fast-check';
import { deadLetter } from './dead-letter.js';

const record = (headers: Record<string, string>): StreamRecord => ({
  topic: 'jinqiao.products.v1',
  partition: 0,
  offset: 7n,
  key: Buffer.from('k'),
  value: Buffer.from('v'),
  headers,
  timestamp: '0',
});

describe('deadLetter', () => {
  test('keeps what the headers say of the event', () => {
    const headers = { ce_type: 'jinqiao.product.listed.v1', ce_subject: 'a', ce_sequence: '00000000000000000012' };
    expect(deadLetter(record(headers), new Error('no'))).toMatchObject({
      eventType: 'jinqiao.product.listed.v1',
      subject: 'a',
      version: 12,
      reason: 'no',
      headers,
    });
  });

  test('knows no version where the header is missing, no number, or too large', () => {
    for (const sequence of [undefined, '', 'x', '0', '-1', '1e3', '99999999999999999999']) {
      expect(deadLetter(record(sequence === undefined ? {} : { ce_sequence: sequence }), new Error('no')).version).toBeNull();
    }
  });

  test('gives letters that failed in the same way the same fingerprint', () => {
    const letter = (reason: string) => deadLetter(record({ ce_type: 't' }), new Error(reason)).fingerprint;
    expect(letter('invalid input syntax for type integer: "abc" at 12')).toBe(letter('invalid input syntax for type integer: "x" at 7'));
    expect(letter('subject 019aa000-0000-7000-8000-000000000101 unknown')).toBe(
      letter('subject 019aa000-0000-7000-8000-0000000001ff unknown'),
    );
    expect(letter('division by zero')).not.toBe(letter('null value in column "x"'));
  });

  test('holds only texts that Postgres takes, whatever stood in the record', () => {
    const texts = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '\udfff', '债')), { maxLength: 5 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.record({ ce_type: texts, ce_subject: texts, ce_sequence: texts, other: texts }), texts, (headers, reason) => {
        const letter = deadLetter(record(headers), new Error(reason));
        const kept = [letter.eventType, letter.subject, letter.reason, ...Object.values(letter.headers)];
        expect(kept.join('')).not.toMatch(/\0|\p{Surrogate}/u);
        expect(letter.reason).not.toBe('');
      }),
    );
    expect(deadLetter(record({}), new Error(`x${'😀'.repeat(2_000)}`)).reason).not.toMatch(/\p{Surrogate}/u);
  });
});
