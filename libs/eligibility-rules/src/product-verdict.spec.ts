import type { SchemeKind } from '@jinqiao/contracts/shapes';
import type { Decision } from './decide.js';
import { orderable } from './orderable.js';
import { combine } from './product-verdict.js';
import type { DecidedAccess } from './product-verdict.js';

const access = (kind: SchemeKind, decision: Decision, dependsOnOrder = false): DecidedAccess => ({ kind, decision, dependsOnOrder });

test('one open channel is enough, whatever the others say', () => {
  expect(combine([access('channel', 'INELIGIBLE'), access('channel', 'ELIGIBLE'), access('channel', 'UNDETERMINED')])).toBe('eligible');
  expect(combine([access('channel', 'INELIGIBLE'), access('channel', 'UNDETERMINED', true), access('channel', 'UNDETERMINED')])).toBe(
    'depends-on-order',
  );
  expect(combine([access('channel', 'NOT_IN_FORCE'), access('channel', 'INELIGIBLE')])).toBe('ineligible');
});

test('every gate must open as well', () => {
  const open = access('channel', 'ELIGIBLE');
  expect(combine([open, access('gate', 'ELIGIBLE')])).toBe('eligible');
  expect(combine([open, access('gate', 'ELIGIBLE'), access('gate', 'INELIGIBLE')])).toBe('ineligible');
  expect(combine([open, access('gate', 'UNDETERMINED')])).toBe('undetermined');
  expect(combine([open, access('gate', 'UNDETERMINED', true)])).toBe('depends-on-order');
  expect(combine([open, access('gate', 'NOT_IN_FORCE')])).toBe('undetermined');
  expect(combine([access('channel', 'UNDETERMINED', true), access('gate', 'UNDETERMINED')])).toBe('undetermined');
});

test.each<SchemeKind>(['gate', 'label', 'treatment', 'issuance'])('a %s alone never grants', (kind) => {
  expect(combine([access(kind, 'ELIGIBLE')])).toBe('ineligible');
});

test.each<SchemeKind>(['label', 'treatment', 'issuance'])('a refused %s does not take an open channel away', (kind) => {
  expect(combine([access('channel', 'ELIGIBLE'), access(kind, 'INELIGIBLE')])).toBe('eligible');
});

test('without any access nothing is eligible', () => {
  expect(combine([])).toBe('ineligible');
});

test('an order needs a listed product, or one suspended for the other side, of an approved institution', () => {
  const listed = { lifecycle: 'listed' as const, suspendedSides: [] };
  const buyStopped = { lifecycle: 'suspended' as const, suspendedSides: ['buy' as const] };
  expect([
    orderable(listed, 'approved', 'buy'),
    orderable(buyStopped, 'approved', 'buy'),
    orderable(buyStopped, 'approved', 'sell'),
  ]).toEqual([true, false, true]);
  expect([orderable(listed, 'suspended', 'buy'), orderable(listed, 'withdrawn', 'sell')]).toEqual([false, false]);
  expect(orderable({ lifecycle: 'withdrawn', suspendedSides: [] }, 'approved', 'sell')).toBe(false);
});
