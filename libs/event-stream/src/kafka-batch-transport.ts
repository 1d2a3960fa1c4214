import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { BatchOutcome, EventStream, RecordBatch, RunningSubscription } from './event-stream.js';

/**
 * Nest's extension point for transports, over our own port: every `@EventPattern('<topic>')` handler receives the topic's record batches as its payload
 * and returns where the consumer goes on.
 */
export class KafkaBatchTransport extends Server implements CustomTransportStrategy {
  /** Nest then leaves it to us to report what a handler throws. */
  override readonly propagatesEventHandlerErrors = true;
  private running: RunningSubscription | undefined;

  constructor(
    private readonly stream: EventStream,
    private readonly group: string,
  ) {
    super();
  }

  /** The topics that handlers are declared for. */
  topics(): string[] {
    return [...this.messageHandlers.keys()];
  }

  override listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  override async close(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  override on(): never {
    throw new Error('The Kafka batch transport has no events of its own; ask the event stream.');
  }

  override unwrap<T>(): T {
    return this.stream as T;
  }

  private async start(): Promise<void> {
    for (const [topic, handler] of this.messageHandlers)
      if (handler.next)
        throw new Error(`Two handlers are declared for ${topic}: a batch has one outcome, so one handler must answer for it.`);
    if (this.messageHandlers.size === 0) return;
    this.running = await this.stream.consumeBatches({ group: this.group, topics: this.topics(), onBatch: (batch) => this.deliver(batch) });
  }

  private async deliver(batch: RecordBatch): Promise<BatchOutcome> {
    const handler = this.messageHandlers.get(batch.topic) as MessageHandler<RecordBatch, undefined, unknown> | undefined;
    if (!handler) throw new Error(`No handler is declared for ${batch.topic}.`);
    const outcome = await this.outcomeOf(handler, batch);
    if (!isOutcome(outcome)) throw new Error(`The handler of ${batch.topic} did not return where to go on: { nextOffset: bigint }.`);
    return outcome;
  }

  private async outcomeOf(handler: MessageHandler<RecordBatch, undefined, unknown>, batch: RecordBatch): Promise<unknown> {
    try {
      return await lastValueFrom(this.transformToObservable(await handler(batch)), { defaultValue: undefined });
    } catch (error) {
      // Nest has logged the error itself and passes on only that there was one.
      if (error instanceof Error) throw error;
      throw new Error(`The handler of ${batch.topic} failed; the reason is logged above.`, { cause: error });
    }
  }
}

const isOutcome = (value: unknown): value is BatchOutcome =>
  typeof value === 'object' && value !== null && 'nextOffset' in value && typeof value.nextOffset === 'bigint';
