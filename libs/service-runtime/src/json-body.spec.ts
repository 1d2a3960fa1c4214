import { Problem } from '@jinqiao/problem-details/problem';
import type { FieldError } from '@jinqiao/problem-details/problem';
import fc from 'fast-check';
import { parseJsonBody } from './json-body.js';

const read = (text: string): unknown => parseJsonBody(Buffer.from(text, 'utf8'));
const refusal = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};
const pointers = (problem: Problem): string[] => (problem.members['errors'] as FieldError[]).map(({ pointer }) => pointer);

describe('a JSON body', () => {
  test('that Postgres can store is read as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('\\u0000') || text.includes('__proto__')) return;
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('that is empty is no body', () => {
    expect(read('')).toBeUndefined();
  });

  test.each(['{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":1}{', '01'])('%s is not JSON', (text) => {
    expect(refusal(() => read(text)).type).toBe('body-not-json');
  });

  test('that is not UTF-8 is not JSON', () => {
    expect(refusal(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).type).toBe('body-not-json');
  });

  test.each([
    ['a NUL in a text', '{"names":{"en":"a\\u0000b"}}', '/names/en'],
    ['a lone surrogate in a text', '{"names":["ok","\\ud800"]}', '/names/1'],
    ['a field called __proto__', '{"terms":{"__proto__":{"admin":true}}}', '/terms/__proto__'],
    ['a number beyond all numbers', '{"size":1e999}', '/size'],
  ])('%s is refused with its pointer', (_name, text, pointer) => {
    const problem = refusal(() => read(text));
    expect([problem.type, pointers(problem)]).toEqual(['request-not-valid', [pointer]]);
  });

  test('nested ten thousand levels deep is refused', () => {
    expect(refusal(() => read('['.repeat(10_000) + ']'.repeat(10_000))).type).toBe('request-not-valid');
  });

  test('of any bytes is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseJsonBody(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
