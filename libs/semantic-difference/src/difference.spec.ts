import { difference, sameMeaning } from './difference.js';
import type { Kinds } from './kinds.js';
import { kindsBelow } from './kinds.js';
import { meaningOf } from './meaning.js';

const kinds: Kinds = {
  '/price': 'decimal',
  '/decidedAt': 'instant',
  '/features': 'set',
  '/accesses': { setBy: 'scheme' },
  '/accesses/*/limit': 'decimal',
  '/licences': 'set',
  '/rates/*': 'decimal',
  '/rates/note': { setBy: 'nothing' },
};

describe('no difference', () => {
  test.each([
    ['the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['white space at the ends of a text', { name: 'Fund A' }, { name: '  Fund A\u3000\n' }],
    ['a field that is there and undefined', { a: 1, b: undefined }, { a: 1 }],
    ['the zeros of an amount', { price: '1.00' }, { price: '1' }],
    ['an amount written as a number', { price: '1.50' }, { price: 1.5 }],
    ['minus zero', { price: '-0.0' }, { price: '0' }],
    ['the time zone of an instant', { decidedAt: '2026-11-25T10:00:00+08:00' }, { decidedAt: '2026-11-25T02:00:00.000Z' }],
    ['the offset without its colon', { decidedAt: '2026-11-25 10:00+0800' }, { decidedAt: '2026-11-25t02:00:00z' }],
    ['the order of a set, and what stands in it twice', { features: ['b', 'a'] }, { features: ['a', 'b', 'a'] }],
    ['the order of records of a set', { licences: [{ no: '1' }, { no: '2' }] }, { licences: [{ no: ' 2' }, { no: '1' }] }],
    ['amounts of every field', { rates: { usd: '7.10', hkd: '0.90' } }, { rates: { hkd: '0.9', usd: '7.1' } }],
  ])('is %s', (_, before, after) => {
    expect(difference(before, after, kinds)).toEqual([]);
    expect(sameMeaning(before, after, kinds)).toBe(true);
  });
});

describe('a difference', () => {
  test.each([
    ['a text of other letters', { name: 'Fund 1.0' }, { name: 'Fund 1.00' }, '/name'],
    ['a character that only looks the same', { name: '\u9751' }, { name: '\ufa1c' }, '/name'],
    ['an amount where no amount is expected', { registration: '1.10' }, { registration: '1.1' }, '/registration'],
    ['the smallest part of an amount', { price: '90071992547409930.01' }, { price: '90071992547409930.02' }, '/price'],
    ['a millionth of a second', { decidedAt: '2026-11-25T02:00:00.000001Z' }, { decidedAt: '2026-11-25T02:00:00Z' }, '/decidedAt'],
    ['null where nothing was', { a: {} }, { a: { b: null } }, '/a/b'],
    ['a number for a text', { a: 1 }, { a: '1' }, '/a'],
    ['a text for a record', { a: { b: 1 } }, { a: 'b' }, '/a'],
    ['a member of a set of plain values', { features: ['a', 'b'] }, { features: ['c', 'a'] }, '/features'],
    ['the order of a list', { steps: ['a', 'b', 'c'] }, { steps: ['a', 'c', 'b'] }, '/steps/1', '/steps/2'],
    ['a member put into the middle of a list', { steps: ['a', 'b'] }, { steps: ['a', 'x', 'b'] }, '/steps/1'],
    ['a member taken out of the middle of a list', { steps: ['a', 'x', 'b'] }, { steps: ['a', 'b'] }, '/steps/1'],
    ['a field of a record in a list', { steps: [{ a: 1 }, { a: 2, b: 3 }] }, { steps: [{ a: 1 }, { a: 2, b: 4 }] }, '/steps/1/b'],
    ['a field of a record in a set', { licences: [{ a: 1, b: 1 }, { c: 3 }] }, { licences: [{ c: 3 }, { a: 1, b: 2 }] }, '/licences/1/b'],
    ['a name with a slash and a tilde', { 'a/b~c': 1 }, { 'a/b~c': 2 }, '/a~1b~0c'],
    ['the whole value', 'a', 'b', ''],
  ])('is %s', (_, before, after, ...pointers) => {
    expect(difference(before, after, kinds).map(({ pointer }) => pointer)).toEqual(pointers);
    expect(sameMeaning(before, after, kinds)).toBe(false);
  });

  test('shows both sides as they were written', () => {
    expect(difference({ price: '1.50 ', gone: 1 }, { come: [2], price: '1.60' }, kinds)).toEqual([
      { pointer: '/price', before: '1.50 ', after: '1.60' },
      { pointer: '/gone', before: 1 },
      { pointer: '/come', after: [2] },
    ]);
  });

  test('meets the record of the same key wherever it stands, and tells what was put in, taken out and replaced', () => {
    const before = { accesses: [{ scheme: 'a', limit: '1.0' }, { scheme: 'b' }] };
    const reordered = [{ scheme: 'b' }, { scheme: 'a ', limit: '1' }];
    expect(difference(before, { accesses: reordered }, kinds)).toEqual([]);
    expect(difference(before, { accesses: [{ scheme: 'b' }, { scheme: 'a', limit: '2' }] }, kinds)).toEqual([
      { pointer: '/accesses/1/limit', before: '1.0', after: '2' },
    ]);
    expect(difference(before, { accesses: [{ scheme: 'c' }, ...reordered] }, kinds)).toEqual([
      { pointer: '/accesses/0', after: { scheme: 'c' } },
    ]);
    expect(difference(before, { accesses: [{ scheme: 'a', limit: '1' }] }, kinds)).toEqual([
      { pointer: '/accesses/1', before: { scheme: 'b' } },
    ]);
    expect(difference(before, { accesses: [{ scheme: 'c' }, { scheme: 'a', limit: '1' }] }, kinds)).toEqual([
      { pointer: '/accesses/0', before: { scheme: 'b' }, after: { scheme: 'c' } },
    ]);
  });

  test('is told of fields that a prototype would shadow', () => {
    const before = JSON.parse('{"__proto__": 1, "constructor": 1}') as unknown;
    const after = JSON.parse('{"__proto__": 2}') as unknown;
    expect(difference(before, after)).toEqual([
      { pointer: '/__proto__', before: 1, after: 2 },
      { pointer: '/constructor', before: 1 },
    ]);
  });
});

test('the text of a meaning, of which hashes are made, stays as it is: records of a set stand in the order of their keys', () => {
  const accesses = [
    { audience: 'a', scheme: 'z' },
    { audience: 'b', scheme: 'c', limit: '1.50' },
  ];
  expect(meaningOf({ price: '2.0', accesses }, kinds)).toBe(
    '{"accesses":[{"audience":"b","limit":"1.5","scheme":"c"},{"audience":"a","scheme":"z"}],"price":"2"}',
  );
});

test('kinds written for a part hold where the part stands', () => {
  const inside = kindsBelow('/terms', { '': 'set', '/*': 'decimal' });
  expect(sameMeaning({ terms: ['1.0', '2'] }, { terms: ['2', '1'] }, inside)).toBe(true);
});
