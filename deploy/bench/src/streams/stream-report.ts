import { measuredTable } from '../measured-table.js';
import type { Spread } from '../measure.js';
import type { FreshnessReport } from './freshness-bench.js';
import type { ProjectionReport } from './projection-bench.js';
import type { RelayReport } from './relay-bench.js';

/** The reports as people read them. */
export function projectionMarkdown({ events, keys, rounds, measured }: ProjectionReport): string {
  return [
    '# Kafka to Postgres, measured',
    '',
    `${events} events of about 0.9 KB over ${keys} keys, 12 partitions, durable Postgres; every contestant's table had the same digest as plain SQL's in every round. Interleaved (ABBA), ${rounds} rounds after one that is not counted; min / median / max; the ratio is ours ÷ theirs, of medians, with its range round by round.`,
    '',
    '| | events | events a second | CPU µs an event (its own process) | MiB | ours ÷ it |',
    '|---|---|---|---|---|---|',
    ...measured.map(
      ({ name, events: own, eventsPerSecond, cpuMicros, residentMib, oursRatio, oursRatioRange: [low, high] }) =>
        `| ${name} | ${own} | ${spread(eventsPerSecond)} | ${spread(cpuMicros)} | ${residentMib.toFixed(0)} | ${oursRatio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) |`,
    ),
    '',
    "All Debezium variants share one Connect worker: its memory is the worker's.",
  ].join('\n');
}

export function relayMarkdown({ events, measured }: RelayReport): string {
  return [
    '# Outbox to Kafka, measured',
    '',
    `${events} events of about 0.9 KB, batches of up to 500, durable Postgres, one broker. Interleaved (ABBA); min / median / max over ${measured[0]?.rounds ?? 0} rounds after one that is not counted; times are microseconds an event, processor time is that of the whole process; ratios are of medians to the first row, with their range; above one is slower.`,
    '',
    ...measuredTable(measured),
  ].join('\n');
}

export function freshnessMarkdown({ commands, perSecond, reachedPerSecond, p50Ms, p95Ms, p99Ms, maxMs }: FreshnessReport): string {
  return [
    '# From the answer to a command to the catalogue, measured',
    '',
    `${commands} approvals, ${perSecond} a second by the clock (${reachedPerSecond} a second in all); each looked up with its Consistency-Token as soon as it was answered.`,
    '',
    '| p50 | p95 | p99 | max |',
    '|---|---|---|---|',
    `| ${p50Ms} ms | ${p95Ms} ms | ${p99Ms} ms | ${maxMs} ms |`,
  ].join('\n');
}

const spread = ({ min, median, max }: Spread): string => [min, median, max].map((value) => value.toFixed(0)).join(' / ');
