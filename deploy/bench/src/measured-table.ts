import type { Measured, Spread } from './measure.js';

/** The rows of a comparison as Markdown. */
export function measuredTable(measured: readonly Measured[]): string[] {
  return [
    '| | wall µs | CPU µs | a second | ratio of wall | ratio of CPU |',
    '|---|---|---|---|---|---|',
    ...measured.map(
      ({ name, wallMicros, cpuMicros, operationsPerSecond, ratio, ratioRange: [low, high], cpuRatio }) =>
        `| ${name} | ${spread(wallMicros)} | ${spread(cpuMicros)} | ${operationsPerSecond} | ${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) | ${cpuRatio.toFixed(2)} |`,
    ),
  ];
}

const spread = ({ min, median, max }: Spread): string =>
  [min, median, max].map((micros) => micros.toFixed(micros < 100 ? 2 : 0)).join(' / ');
