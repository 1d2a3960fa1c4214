import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as arbitrary from '../test/arbitraries.js';
import { settings } from '../test/runs.js';
import { gte } from './conditions.js';
import { diffRules } from './diff.js';
import type { FieldDifference } from './diff.js';
import type { Rule } from './rule.js';

const rule: Rule = {
  id: 'R-1',
  side: 'both',
  from: '2020-01-01',
  says: { en: 'text', 'zh-Hans': '文本', 'zh-Hant': '文本' },
  requires: gte('investor.netAssetsCny', '10'),
  cites: [{ instrument: 'A circular' }],
};

test('a rule that is closed and succeeded', () => {
  expect(
    diffRules(
      [rule],
      [
        { ...rule, to: '2024-12-31' },
        { ...rule, id: 'R-2', from: '2025-01-01', succeeds: 'R-1' },
      ],
    ),
  ).toEqual([
    { id: 'R-1', change: 'closed', fields: [{ path: '/to', after: '2024-12-31' }] },
    { id: 'R-2', change: 'added', fields: [] },
  ]);
});

test('a limit that changed is named by its place, and a rule that is gone', () => {
  expect(diffRules([rule, { ...rule, id: 'R-2' }], [{ ...rule, requires: gte('investor.netAssetsCny', '12') }])).toEqual([
    { id: 'R-1', change: 'changed', fields: [{ path: '/requires/value', before: '10', after: '12' }] },
    { id: 'R-2', change: 'removed', fields: [] },
  ]);
});

test('a closing day that moves is a change, not a closing', () => {
  const [difference] = diffRules([{ ...rule, to: '2024-12-31' }], [{ ...rule, to: '2025-12-31' }]);
  expect(difference?.change).toBe('changed');
});

test('the differences of a rule, applied to it, give the other', () => {
  const rules = fc
    .record({ requires: arbitrary.condition(), when: arbitrary.condition(), to: arbitrary.day }, { requiredKeys: ['requires'] })
    .map((parts): Rule => ({ ...rule, ...parts }));
  fc.assert(
    fc.property(rules, rules, (before, after) => {
      const [difference] = diffRules([before], [after]);
      const same = isDeepStrictEqual(applied(before, difference?.fields ?? []), after);
      return same && diffRules([before], [structuredClone(before)]).length === 0;
    }),
    settings,
  );
});

type Nest = Record<string, unknown>;

/** Removals go from the end, so that places in lists stay. */
function applied(before: Rule, fields: readonly FieldDifference[]): unknown {
  const result = JSON.parse(JSON.stringify(before)) as Nest;
  for (const { path, ...sides } of [...fields].reverse()) {
    const keys = path.split('/').slice(1);
    const last = keys.pop() ?? '';
    const nest = keys.reduce((inner, key) => inner[key] as Nest, result);
    if ('after' in sides) nest[last] = sides.after;
    else if (Array.isArray(nest)) nest.splice(Number(last), 1);
    else Reflect.deleteProperty(nest, last);
  }
  return result;
}
