import type { Admin } from 'kafkajs';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConnection } from './kafka-client.js';

const everyMs = 3_000;

/** Looks every few seconds whether a broker answers, over the connection that also asks for offsets. */
export class BrokerWatch {
  private answers: boolean | undefined;
  private connection: Promise<Admin> | undefined;
  private closed = false;
  private looking: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: KafkaConnection) {
    this.look();
    this.timer = setInterval(() => this.look(), everyMs).unref();
  }

  isConnected(): boolean {
    return this.answers === true;
  }

  /** Asks the cluster something; a connection that fails is replaced at the next question. */
  async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    try {
      this.connection ??= this.connect();
      return await question(await this.connection);
    } catch (error) {
      await this.forget();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.looking;
    await this.forget();
    this.answers = false;
  }

  private look(): void {
    this.looking ??= this.ask((admin) => admin.describeCluster())
      .then(
        () => this.found(true),
        (error: unknown) => this.found(false, error),
      )
      .finally(() => (this.looking = undefined));
  }

  private found(answers: boolean, error?: unknown): void {
    const { log, brokers } = this.options;
    if (answers === this.answers || this.closed) return;
    this.answers = answers;
    if (answers) log.info({ brokers }, 'Kafka answers');
    else log.warn({ brokers, err: error }, 'Kafka does not answer; it is tried again without end');
  }

  private async connect(): Promise<Admin> {
    const admin = kafkaClient(this.options).admin();
    try {
      await admin.connect();
      return admin;
    } catch (error) {
      await admin.disconnect().catch(() => undefined);
      throw error;
    }
  }

  private async forget(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    await connection?.then((admin) => admin.disconnect()).catch(() => undefined);
  }
}
