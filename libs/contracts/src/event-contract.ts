import type { z } from 'zod';

/** One event type on the wire: its CloudEvents `type`, the topic that carries it, and the shape of its data. Consumers ignore unknown fields. */
export type EventContract<Data = unknown> = {
  readonly type: string;
  readonly topic: Topic;
  readonly data: z.ZodType<Data>;
  /** A golden example, kept for ever: every later consumer must still accept it. */
  readonly example: Data;
};

/** The topics of the house, declared in `deploy/kafka/topics.yaml`. */
export type Topic =
  'jinqiao.institutions.v1' | 'jinqiao.products.v1' | 'jinqiao.schemes.v1' | 'jinqiao.access-classes.v1' | 'jinqiao.access.v1';
