import type { EventStream } from '@jinqiao/event-stream/event-stream';
import type { StreamEnds } from '@jinqiao/projection/digest-reading';

/** Says where the partitions of topics end at the moment; undefined when Kafka does not say within 2 s. */
export type ReadStreamEnds = (topics: readonly string[]) => Promise<StreamEnds>;

const answerWithinMs = 2_000;

/** Asks the stream as the service's group. */
export function streamEnds(stream: EventStream, group: string): ReadStreamEnds {
  return async (topics) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), answerWithinMs);
    });
    try {
      return await Promise.race([stream.lag(group, topics).catch(() => undefined), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
