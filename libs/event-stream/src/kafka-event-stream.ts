import { BrokerWatch } from './broker-watch.js';
import type { EventStream } from './event-stream.js';
import type { KafkaConnection } from './kafka-client.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { partitionPlaces } from './partition-lag.js';

/** The event stream on Kafka. Returns at once: connections are made in the background and made again without end, until `close`. */
export function connectKafka(connection: KafkaConnection): EventStream {
  const watch = new BrokerWatch(connection);
  const publisher = new KafkaPublisher(connection);
  const subscriptions = new Set<KafkaSubscription>();
  return {
    publish: (events, options) => publisher.publish(events, options),
    consumeBatches: (subscription) => {
      const running = new KafkaSubscription(connection, subscription, () =>
        watch.ask((admin) => partitionPlaces(admin, subscription.group, subscription.topics)),
      );
      subscriptions.add(running);
      const stop = async (): Promise<void> => {
        subscriptions.delete(running);
        await running.stop();
      };
      return Promise.resolve({ stop });
    },
    lag: async (group, topics) => {
      const places = await watch.ask((admin) => partitionPlaces(admin, group, topics));
      return places.map(({ topic, partition, committedOffset, endOffset, lag }) => ({ topic, partition, committedOffset, endOffset, lag }));
    },
    members: (group) => watch.ask(async (admin) => (await admin.describeGroups([group])).groups[0]?.members.length ?? 0),
    isConnected: () => watch.isConnected(),
    close: async () => {
      await Promise.all([...subscriptions].map((running) => running.stop()));
      await Promise.all([publisher.close(), watch.close()]);
    },
  };
}
