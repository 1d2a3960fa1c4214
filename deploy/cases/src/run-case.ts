import { decide } from '@jinqiao/eligibility-rules/decide';
import type { Determination } from '@jinqiao/eligibility-rules/decide';
import { factsOnDay } from '@jinqiao/eligibility-rules/derived-facts';
import { parseFacts } from '@jinqiao/eligibility-rules/parse-facts';
import { schemeById } from '@jinqiao/eligibility-schemes/registry';
import type { WorkedCase } from './case-file.js';

/** Why a case failed; undefined where it passed. */
export function faultOf(worked: WorkedCase): string | undefined {
  const scheme = schemeById(worked.scheme);
  if (scheme === undefined) return `scheme ${worked.scheme} is not registered`;
  const parsed = parseFacts(worked.facts, ['investor', 'product', 'institution', 'trade'], '/facts');
  if ('errors' in parsed) return parsed.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(' ');
  const determination = decide(scheme, factsOnDay(parsed.facts, worked.asOf), worked.asOf, worked.side);
  const refusing = determination.refused.filter(({ source }) => source === 'rule').map(({ id }) => id);
  const asExpected = determination.decision === worked.decision && sameIds(refusing, worked.failed);
  return asExpected ? undefined : `expected ${shown(worked.decision, worked.failed)}, was ${explained(determination)}`;
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join('\n') === [...b].sort().join('\n');

const shown = (decision: string, failed: readonly string[]): string =>
  failed.length === 0 ? decision : `${decision} by ${failed.join(', ')}`;

function explained({ decision, refused, unknown, missingFacts }: Determination): string {
  const reasons = [...(decision === 'UNDETERMINED' ? unknown : refused)].map(({ id, says }) => `${id} (${says.en})`);
  const missing = missingFacts.length === 0 ? '' : `, missing ${missingFacts.join(', ')}`;
  return `${shown(decision, reasons)}${missing}`;
}
