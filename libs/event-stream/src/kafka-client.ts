import './kafkajs-idle-timers.js';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { Kafka, logLevel } from 'kafkajs';
import type { ISocketFactory } from 'kafkajs';
import type { StreamLog } from './event-stream.js';

/** Which brokers to ask, under which name, and where to say what happens. */
export type KafkaConnection = {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: StreamLog;
  /** After how long without a sign of life a partition with records to read counts as stalled; 60 s unless said otherwise. */
  readonly stalledAfterMs?: number;
  /** A partition stalled, and stalled again in the same place after its consumer was started anew: the process had better end, with this reason. */
  readonly onStalled?: (reason: Error) => void;
};

/**
 * One kafkajs client. Its own retries are few and quick; whoever uses it tries again for ever with a fresh client,
 * which can be given up when the service stops and heals what a long-lived one does not.
 * What kafkajs says goes to the debug level: it calls errors what it then repeats with success.
 */
export function kafkaClient({ brokers, clientId, log }: KafkaConnection): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 20_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, multiplier: 2, factor: 0.2, retries: 4 },
    socketFactory,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: { message, error } }) =>
        log.debug({ client: namespace, reason: error as unknown }, message),
  });
}

const keepAliveAfterMs = 60_000;

/** As kafkajs makes them, but small requests do not wait for the answer to the ones before (Nagle's algorithm). */
const socketFactory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const socket = ssl ? connectSecurely({ host, port, servername: host, ...ssl }, onConnect) : connect({ host, port }, onConnect);
  return socket.setNoDelay(true).setKeepAlive(true, keepAliveAfterMs);
};
