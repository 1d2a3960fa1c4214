import type { Condition } from '@jinqiao/eligibility-rules/condition';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { knownScheme } from './compared-rules.js';
import type { Draft } from './draft-impact.js';

/** Southbound trading asks RMB 1,000,000 of an individual instead of RMB 500,000. */
export const doubledMinimum: Draft = draftOf('stock-connect-southbound', 'SC-SB-01', {
  fact: 'investor.securitiesAndCashCny',
  op: 'gte',
  value: '1000000',
});

function draftOf(schemeId: string, ruleId: string, requires: Condition): Draft {
  const before = knownScheme(schemeId);
  const after: Scheme = { ...before, rules: before.rules.map((rule) => (rule.id === ruleId ? { ...rule, requires } : rule)) };
  return { before, after };
}
