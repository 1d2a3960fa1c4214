import { kindsOf } from './kinds-of.js';

test('a schema tells decimals, instants and sets, at every depth and behind references', () => {
  const schema = {
    $defs: { Amount: { type: 'string', format: 'decimal' } },
    properties: {
      'a/b': { $ref: '#/$defs/Amount' },
      at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      day: { type: 'string', format: 'date' },
      rates: { additionalProperties: { $ref: '#/$defs/Amount' } },
      codes: { 'x-unordered': true, items: { type: 'string' } },
      parts: { 'x-unordered': 'code', items: { allOf: [{ properties: { size: { $ref: '#/$defs/Amount' } } }] } },
    },
  };
  expect(kindsOf(schema)).toEqual({
    '/a~1b': 'decimal',
    '/at': 'instant',
    '/rates/*': 'decimal',
    '/codes': 'set',
    '/parts': { setBy: 'code' },
    '/parts/*/size': 'decimal',
  });
});

test('a shape that holds itself is followed once', () => {
  const schema = { properties: { size: { format: 'decimal' }, parts: { items: { $ref: '#' } }, strange: { $ref: 'elsewhere.json' } } };
  expect(kindsOf(schema)).toEqual({ '/size': 'decimal', '/parts/*/size': 'decimal' });
});
