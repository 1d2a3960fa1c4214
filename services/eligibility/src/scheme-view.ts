import type { Rule, Scheme } from '@jinqiao/eligibility-rules/rule';

/** A scheme as the list of schemes shows it. */
export function schemeInShort({ id, names, kind, direction, inForceFrom, productTypes, coverage, decidedByList }: Scheme) {
  return { id, names, kind, direction, inForceFrom, productTypes, coverage, ...(decidedByList === undefined ? {} : { decidedByList }) };
}

function ruleInWords({ id, side, from, to, says, cites, confidence, doubt, about, explainsOnly, succeeds }: Rule) {
  const decides = confidence !== undefined && explainsOnly !== true;
  return { id, side, from, to: to ?? null, says, cites, decides, confidence, doubt, about, succeeds };
}

/** A scheme with its rules in words, in the order of the circulars; a rule that does not decide says so. */
export function schemeInFull(scheme: Scheme) {
  return {
    ...schemeInShort(scheme),
    note: scheme.note,
    authoritativeLanguage: scheme.authoritativeLanguage,
    rules: scheme.rules.map(ruleInWords),
  };
}
