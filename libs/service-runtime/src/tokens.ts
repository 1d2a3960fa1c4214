/** Injects the service's `EventStream` (Kafka behind its port). */
export const EVENT_STREAM = Symbol('EVENT_STREAM');

/** Injects `() => Date`, the only clock that a service reads. */
export const CLOCK = Symbol('CLOCK');

/** Injects the service's configuration: `BaseConfiguration` and the variables of its own. */
export const CONFIGURATION = Symbol('CONFIGURATION');

/** Injects the structured log; every line carries the correlation id of its request. */
export const LOG = Symbol('LOG');

/** Injects `{ name, publishes, consumes, database }`: what the service declared of itself. */
export const SERVICE = Symbol('SERVICE');

/** Injects the `KafkaBatchTransport` of a consuming service, or `null`. */
export const TRANSPORT = Symbol('TRANSPORT');

/** Injects the checks behind `/health/ready`. */
export const READINESS = Symbol('READINESS');

/** Injects what `/internal/stream-health` reads: `() => Promise<StreamHealth>`. */
export const STREAM_HEALTH = Symbol('STREAM_HEALTH');

/** Injects the service's `Metrics`, to which it may add gauges of its own; absent where the definition says `metrics: false`. */
export const METRICS = Symbol('METRICS');

/** Injects `ReadStreamEnds`, where the service consumes. */
export const STREAM_ENDS = Symbol('STREAM_ENDS');

/** Injects what `/internal/trace/{subject}` reads: `(subject: string) => Promise<SubjectTrace>`. */
export const SUBJECT_TRACE = Symbol('SUBJECT_TRACE');
