import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StreamHealth } from './stream-health.js';

/** One value of a gauge with its labels. */
export type MetricValue = { readonly labels?: Readonly<Record<string, string | number>>; readonly value: number };

/** Gauges that are read when somebody asks: their names with what they mean, their labels, and how they are read; rejecting, they are left out of that answer. */
export type GaugeSource = {
  readonly gauges: Readonly<Record<string, { readonly help: string; readonly labelNames?: readonly string[] }>>;
  readonly read: () => Promise<Readonly<Record<string, readonly MetricValue[]>>>;
};

const readWithinMs = 2_000;
const sameAnswerMs = 1_000;
/** Of one gauge; more would be a mistake in its labels. */
const seriesMax = 2_000;
const eventLoopPrecisionMs = 50;
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a service tells Prometheus: its process, the durations of its routes, and gauges read at each question. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly durations: Histogram<'method' | 'route' | 'code'>;
  private readonly refreshes: (() => Promise<void>)[] = [];
  private answered: { readonly atMs: number; readonly text: Promise<string> } | undefined;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: eventLoopPrecisionMs });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the arrival of a request to the end of its answer, by route pattern.',
      labelNames: ['method', 'route', 'code'],
      buckets: durationBuckets,
      registers: [this.registry],
    });
  }

  /** Adds gauges; every name once a process. */
  add({ gauges, read }: GaugeSource): void {
    const made = Object.entries(gauges).map(([name, { help, labelNames = [] }]) => ({
      name,
      gauge: new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] }),
      isAlone: labelNames.length === 0,
    }));
    this.refreshes.push(async () => {
      const values = await within(read(), readWithinMs);
      for (const { name, gauge, isAlone } of made) {
        const told = (values?.[name] ?? []).slice(0, seriesMax);
        gauge.reset();
        // A gauge without labels is nought after a reset: what is not known is left out instead.
        if (isAlone && told.length === 0) gauge.remove();
        for (const { labels = {}, value } of told) gauge.set({ ...labels }, value);
      }
    });
  }

  /** The answer in Prometheus' text format; those who ask within a second are given the same one, so that asking costs little. */
  text(): Promise<string> {
    const now = performance.now();
    if (this.answered === undefined || now - this.answered.atMs > sameAnswerMs) this.answered = { atMs: now, text: this.read() };
    return this.answered.text;
  }

  /** Measures every answer but those that stay open, which last as long as somebody looks on. */
  measure(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      if (!isOpenEnded(reply)) this.durations.observe(labelsOf(request, reply), reply.elapsedTime / 1000);
      done();
    });
  }

  private async read(): Promise<string> {
    await Promise.all(this.refreshes.map((refresh) => refresh()));
    return this.registry.metrics();
  }
}

/** The gauges of a service's own outbox, projections and dead letters; what does not answer is left out, never told as nought. */
export function streamGauges(read: () => Promise<Pick<StreamHealth, 'outbox' | 'projections' | 'deadLetters'>>): GaugeSource {
  return {
    gauges: {
      jinqiao_outbox_pending: { help: 'Events that are committed and not yet published.' },
      jinqiao_outbox_oldest_age_seconds: { help: 'How long the oldest of them has waited; 0 when none waits.' },
      jinqiao_projection_freshness_seconds: {
        help: 'How long after it was recorded the last applied event was applied.',
        labelNames: ['projection', 'topic'],
      },
      jinqiao_dlq_open: { help: 'Dead letters that are not resolved.', labelNames: ['projection'] },
    },
    read: async () => {
      const { outbox, projections, deadLetters } = await read();
      return {
        jinqiao_outbox_pending: outbox === null ? [] : [{ value: outbox.pending }],
        jinqiao_outbox_oldest_age_seconds: outbox === null ? [] : [{ value: (outbox.oldestAgeMs ?? 0) / 1000 }],
        jinqiao_projection_freshness_seconds: lastApplied(projections).map(({ projection, topic, freshnessMs }) => ({
          labels: { projection, topic },
          value: (freshnessMs ?? 0) / 1000,
        })),
        jinqiao_dlq_open: deadLetters.map(({ projection, open }) => ({ labels: { projection }, value: open })),
      };
    },
  };
}

/** Of each projection the partition that was moved last. */
function lastApplied(projections: StreamHealth['projections']): StreamHealth['projections'] {
  const latest = new Map<string, StreamHealth['projections'][number]>();
  for (const partition of projections) {
    if (partition.appliedAt === null || partition.freshnessMs === null) continue;
    const known = latest.get(partition.projection);
    if (known?.appliedAt == null || known.appliedAt < partition.appliedAt) latest.set(partition.projection, partition);
  }
  return [...latest.values()];
}

const isOpenEnded = (reply: FastifyReply): boolean => String(reply.getHeader('content-type')).startsWith('text/event-stream');

/** A route is told by its pattern: an address that nobody declared is one label, however many are tried. */
const labelsOf = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  route: request.routeOptions.url ?? 'none',
  code: reply.statusCode,
});

async function within<T>(answer: Promise<T>, withinMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), withinMs);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
