import fc from 'fast-check';
import { NotJson, parseStrictJson } from './strict-json.js';

/** JSON as text, so that a name may stand twice in an object, as `JSON.stringify` never writes it. */
const { json: jsonText } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    fc.constantFrom('null', 'true', '0', '-1.5e3', '1e999', '""', '"a"', '":"', '"\\""', '"{\\\\"', '"金桥"'),
    fc.array(tie('json'), { maxLength: 3 }).map((elements) => `[${elements.join(' , ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', ':', '__proto__', '\\"', '\\\\'), tie('json')), { maxLength: 3 })
      .map((members) => `{${members.map(([name, value]) => `"${name}" : ${value}`).join(',')}}`),
  ),
}));

const accepts = (text: string): boolean => {
  try {
    parseStrictJson(Buffer.from(text));
    return true;
  } catch (error) {
    if (error instanceof NotJson) return false;
    throw error;
  }
};

test('what is accepted parses as JSON.parse would parse it', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      fc.pre(accepts(text));
      expect(parseStrictJson(Buffer.from(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('the quick look and the thorough one agree', () => {
  // A harmless escape beside the value sends it to the thorough look.
  fc.assert(
    fc.property(jsonText, (text) => expect(accepts(text)).toBe(accepts(`[${text},"\\u0061"]`))),
    { numRuns: 1_000 },
  );
});
