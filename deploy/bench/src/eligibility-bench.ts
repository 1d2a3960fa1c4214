import { cpus } from 'node:os';
import { evaluateClasses } from './class-evaluation.js';
import { checkExplained } from './explained-checks.js';
import { checkImpact, counted, measureImpact } from './impact-measurement.js';
import type { Counted } from './impact-measurement.js';
import { investors } from './investors.js';
import type { EligibilityReport } from './report.js';
import { compareRules } from './rule-comparison.js';

/** Decisions and explanations beside other rule engines, classes asked by one investor, and the impact of a draft on catalogues of these sizes. */
export async function benchEligibility(sizes: readonly number[], seed: number, rounds: number): Promise<EligibilityReport> {
  const rules = await compareRules(rounds);
  const impactChecked = checkImpact(seed);
  const counts: Counted[] = sizes.map((products) => counted(products, seed));
  const [first] = counts;
  if (first === undefined) throw new RangeError('Name at least one size.');
  const classes = await evaluateClasses(first.catalogue, investors['shanghai-individual'] ?? {}, rounds);
  const checks = await checkExplained(first.catalogue, {}, rounds);
  const impacts = [];
  for (const each of counts) impacts.push({ ...(await measureImpact(each, rounds)), countedInCpuSeconds: each.cpuSeconds });
  const [cpu] = cpus();
  return {
    machine: { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length },
    seed,
    rules,
    classes,
    checks,
    impactChecked,
    impacts,
  };
}
