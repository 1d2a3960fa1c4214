/** One broker's place in a cluster: the brokers speak to each other on `internalPort`, and every one of them is a controller at its own place in `controllerPorts`. */
export type ClusterMember = { readonly id: number; readonly internalPort: number; readonly controllerPorts: readonly number[] };

type Broker = { readonly records: string; readonly port: number; readonly advertisedPort: number; readonly member: ClusterMember };

/**
 * The text of `server.properties`. With three brokers or more each record stands on three of them, and two must have it before it is acknowledged.
 * The offsets topic has four partitions: `kafka-readiness.ts` relies on it.
 */
export function brokerProperties({ records, port, advertisedPort, member }: Broker): string {
  const { id, internalPort, controllerPorts } = member;
  const replicas = Math.min(controllerPorts.length, 3);
  const mustHave = Math.max(1, replicas - 1);
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': controllerPorts.map((controllerPort, index) => `${index + 1}@127.0.0.1:${controllerPort}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${port},INTERNAL://127.0.0.1:${internalPort},CONTROLLER://127.0.0.1:${controllerPorts[id - 1]}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertisedPort},INTERNAL://127.0.0.1:${internalPort}`,
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT',
    'log.dirs': records,
    'auto.create.topics.enable': false,
    'default.replication.factor': replicas,
    'min.insync.replicas': mustHave,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': mustHave,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': mustHave,
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
