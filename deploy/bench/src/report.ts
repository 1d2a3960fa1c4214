import type { ClassEvaluation } from './class-evaluation.js';
import type { ExplainedChecks } from './explained-checks.js';
import type { ImpactMeasurement } from './impact-measurement.js';
import { measuredTable } from './measured-table.js';
import type { RuleComparison } from './rule-comparison.js';

/** What one run of the benchmark found. */
export type EligibilityReport = {
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number };
  readonly seed: number;
  readonly rules: RuleComparison;
  readonly classes: ClassEvaluation;
  readonly checks: ExplainedChecks;
  readonly impactChecked: number;
  readonly impacts: readonly (ImpactMeasurement & { readonly countedInCpuSeconds: number })[];
};

/** What the other engines can't say of the same rules; shown with every figure. */
const NOT_SAID = [
  'json-rules-engine and json-logic-js compare decimals as floating-point numbers; a missing fact is taken as refusing, or as JavaScript compares undefined. Neither knows unknown.',
  'cedar-wasm has decimals of at most four digits after the point; a missing attribute is an error of the policy. Its time contains the way of the facts into WebAssembly.',
  'None of the three gives reasons in words, citations, the facts that are missing, or days on which a rule is in force: decide with explanation does all of that in its time.',
] as const;

/** The report as people read it. */
export function toMarkdown(report: EligibilityReport): string {
  const { machine, rules, classes, checks, impacts } = report;
  return [
    '# Eligibility, measured',
    '',
    `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, catalogues of seed ${report.seed}. Contestants run interleaved (ABBA); min / median / max over ${rules.measured[0]?.rounds ?? 0} rounds; ratios are of medians to the first of a table, with their range; above one is slower.`,
    '',
    `## ${rules.rules.join(', ')}: one investor, all three rules`,
    '',
    `${rules.sameAnswersChecked} answers were the same everywhere before the times were taken.`,
    '',
    ...measuredTable(rules.measured),
    '',
    ...NOT_SAID.map((line) => `- ${line}`),
    '',
    ...rules.unusual.flatMap(({ asked, answers }) => [
      `Asked of ${asked}:`,
      '',
      ...Object.entries(answers).map(
        ([engine, said]) => `- ${engine}: ${rules.rules.map((rule, place) => `${rule} ${String(said[place])}`).join(', ')}`,
      ),
      '',
    ]),
    `## One investor against all ${classes.classes} classes of ${classes.products} products`,
    '',
    ...measuredTable(classes.measured),
    '',
    '## A check with explanation, of an investor of whom nothing is known',
    '',
    `One product of each of ${checks.kinds} kinds: decisions, reasons, citations, and which of the missing facts could still decide; of one product ${checks.mostMissing} facts are missing.`,
    '',
    ...measuredTable(checks.measured),
    '',
    '## The impact of a draft, by class counts',
    '',
    `Checked product by product on ${report.impactChecked} products: no difference.`,
    '',
    ...impacts.flatMap((impact) => [
      `${impact.products} products, ${impact.investors} investors: ${impact.classes} classes in ${impact.groups} groups (made and counted once beforehand in ${impact.countedInCpuSeconds.toFixed(1)} s of CPU, no part of the impact).`,
      '',
      ...measuredTable(impact.measured),
      '',
    ]),
  ].join('\n');
}
