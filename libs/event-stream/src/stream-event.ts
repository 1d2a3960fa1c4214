import type { Topic } from '@jinqiao/contracts/event-contract';

/** One event as it travels: the CloudEvents attributes and the whole state of its aggregate at that version. */
export type StreamEvent<D = unknown> = {
  /** UUIDv7, unique for ever: a second delivery carries the same one. */
  readonly id: string;
  /** `jinqiao.product.listed.v1` and so on: the contract that `data` follows. */
  readonly type: string;
  /** The service that wrote it. */
  readonly source: string;
  readonly topic: Topic;
  /** The aggregate's id, which is also the record's key: events of one subject keep their order. */
  readonly subject: string;
  /** Counts the aggregate's events, from 1, without gaps. */
  readonly version: number;
  /** When it came to be, an instant in UTC. */
  readonly happenedAt: string;
  /** When it was committed to the event log, an instant in UTC; freshness counts from here. */
  readonly recordedAt: string;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  /** W3C trace context of the command that led to it. */
  readonly traceparent?: string | undefined;
  /** Who acted, and as what: the CloudEvents extension `authcontext`. */
  readonly authId?: string | undefined;
  readonly authType?: string | undefined;
  readonly data: D;
};
