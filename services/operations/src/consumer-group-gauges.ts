import type { GaugeSource, MetricValue } from '@jinqiao/service-runtime/metrics';
import type { GroupRow } from './group-lag.js';
import type { StreamOverview } from './stream-overview.js';

const cluster = { cluster_name: 'jinqiao' };
const partitionLabels = ['cluster_name', 'group', 'topic', 'partition'];
const groupLabels = ['cluster_name', 'group'];
const stateNumbers = { OK: 0, WARN: 1, ERR: 2 } as const;

/** The gauges of consumer groups under the names that kafka-lag-exporter gives them, so that its dashboards and alerts fit; from the last look. */
export function consumerGroupGauges(latest: () => StreamOverview | undefined): GaugeSource {
  return {
    gauges: {
      kafka_partition_latest_offset: { help: 'Latest offset of a partition.', labelNames: ['cluster_name', 'topic', 'partition'] },
      kafka_consumergroup_group_offset: { help: 'Last group consumed offset of a partition.', labelNames: partitionLabels },
      kafka_consumergroup_group_lag: { help: 'Group offset lag of a partition.', labelNames: partitionLabels },
      kafka_consumergroup_group_lag_seconds: { help: 'Group time lag of a partition.', labelNames: partitionLabels },
      kafka_consumergroup_group_max_lag: { help: 'Max group offset lag.', labelNames: groupLabels },
      kafka_consumergroup_group_max_lag_seconds: { help: 'Max group time lag.', labelNames: groupLabels },
      jinqiao_consumergroup_state: { help: "Burrow's state of a group: 0 OK, 1 WARN, 2 ERR.", labelNames: groupLabels },
    },
    read: () => Promise.resolve(values(latest()?.services.flatMap(({ groups }) => groups) ?? [])),
  };
}

function values(groups: readonly GroupRow[]): Record<string, MetricValue[]> {
  const partitions = groups.flatMap(({ group, partitions: rows }) =>
    rows.map((row) => ({ row, labels: { ...cluster, group, topic: row.topic, partition: row.partition } })),
  );
  const ends = new Map(partitions.map(({ row }) => [`${row.topic} ${row.partition}`, row]));
  const perGroup = (value: (group: GroupRow) => number | null) =>
    groups.flatMap((group) => known({ ...cluster, group: group.group }, value(group)));
  return {
    kafka_partition_latest_offset: [...ends.values()].map(({ topic, partition, endOffset }) => ({
      labels: { ...cluster, topic, partition },
      value: Number(endOffset),
    })),
    kafka_consumergroup_group_offset: partitions.flatMap(({ row, labels }) => known(labels, number(row.committedOffset))),
    kafka_consumergroup_group_lag: partitions.flatMap(({ row, labels }) => known(labels, number(row.lag))),
    kafka_consumergroup_group_lag_seconds: partitions.flatMap(({ row, labels }) => known(labels, row.lagSeconds)),
    kafka_consumergroup_group_max_lag: perGroup(({ partitions: rows }) =>
      rows.length === 0 ? null : Math.max(...rows.map(({ lag }) => Number(lag ?? 0))),
    ),
    kafka_consumergroup_group_max_lag_seconds: perGroup(({ lagSeconds }) => lagSeconds),
    jinqiao_consumergroup_state: perGroup(({ state }) => stateNumbers[state]),
  };
}

const known = (labels: MetricValue['labels'], value: number | null): MetricValue[] =>
  value === null ? [] : [{ ...(labels && { labels }), value }];
const number = (offset: string | null): number | null => (offset === null ? null : Number(offset));
