import { join } from 'node:path';
import { freePort } from './free-port.js';
import { startKafka } from './kafka.js';
import type { Kafka } from './kafka.js';

/** A broker of a cluster: `restart` starts it again where it was, once its process is gone. */
export type ClusterBroker = { readonly id: number; kafka: Kafka; restart(): Promise<void> };

/** Several brokers that replicate each other's records; `brokers[n]` has the id n + 1. */
export type KafkaCluster = { readonly brokers: readonly ClusterBroker[]; stop(): Promise<void> };

/** How many brokers, where they keep their files (a folder each under `dir`), and the ports that clients are told, where proxies stand before the brokers. */
export type KafkaClusterOptions = {
  readonly dir: string;
  readonly ports: readonly number[];
  readonly advertisedPorts?: readonly number[];
  readonly heapMb?: number;
  readonly quickStart?: boolean;
};

/** Starts as many brokers as there are ports; resolves when every one of them serves. */
export async function startKafkaCluster({ dir, ports, advertisedPorts = ports, ...options }: KafkaClusterOptions): Promise<KafkaCluster> {
  const controllerPorts = await Promise.all(ports.map(() => freePort()));
  const started = await Promise.allSettled(
    ports.map(async (port, index): Promise<ClusterBroker> => {
      const id = index + 1;
      const member = { id, internalPort: await freePort(), controllerPorts };
      const start = (): Promise<Kafka> =>
        startKafka({ ...options, dir: join(dir, `kafka-${id}`), port, advertisedPort: advertisedPorts[index] ?? port, member });
      const broker: ClusterBroker = {
        id,
        kafka: await start(),
        async restart() {
          await this.kafka.exited;
          this.kafka = await start();
        },
      };
      return broker;
    }),
  );
  const brokers = started.flatMap((broker) => (broker.status === 'fulfilled' ? [broker.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(brokers.map(({ kafka }) => kafka.stop()));
  };
  const failed = started.find((broker) => broker.status === 'rejected');
  if (failed === undefined) return { brokers, stop };
  await stop();
  throw failed.reason;
}
