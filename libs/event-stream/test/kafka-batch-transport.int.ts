import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventually } from '@jinqiao/test-kit/eventually';
import { decodeRecord } from '../src/cloud-events.js';
import type { BatchOutcome, RecordBatch } from '../src/event-stream.js';
import { KafkaBatchTransport } from '../src/kafka-batch-transport.js';
import { connectKafka } from '../src/kafka-event-stream.js';
import { brokers, eventOf, makeTopic, quiet } from './scratch-stream.js';

const topic = await makeTopic(2);

const received: number[] = [];
let failures = 0;

@Controller()
class TestConsumer {
  @EventPattern(topic)
  onBatch(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    if (failures < 2) {
      failures += 1;
      return Promise.reject(new Error('the database is away'));
    }
    received.push(...batch.records.map((record) => decodeRecord(record).version));
    return Promise.resolve({ nextOffset: batch.records.at(-1)!.offset + 1n });
  }
}

@Controller()
class SecondConsumer {
  @EventPattern(topic)
  onBatch(@Payload() batch: RecordBatch): BatchOutcome {
    return { nextOffset: batch.fetchedOffset };
  }
}

@Module({ controllers: [TestConsumer] })
class TestModule {}

@Module({ controllers: [TestConsumer, SecondConsumer] })
class TwoConsumersModule {}

test('a Nest handler receives the batches of its topic, and receives one again that it threw on', async () => {
  const stream = connectKafka({ brokers, clientId: 'test', log: quiet });
  const transport = new KafkaBatchTransport(stream, randomUUID());
  const app = await NestFactory.createMicroservice(TestModule, { strategy: transport, logger: false });
  await app.listen();
  expect(transport.topics()).toEqual([topic]);
  const subject = randomUUID();
  await stream.publish([1, 2, 3].map((version) => eventOf(topic, subject, version)));
  await eventually(() => expect(received).toEqual([1, 2, 3]));
  expect(failures).toBe(2);
  await app.close();
  await stream.publish([eventOf(topic, subject, 4)]);
  expect(received).toEqual([1, 2, 3]);
  await stream.close();
});

test('two handlers for one topic stop the start', async () => {
  const stream = connectKafka({ brokers, clientId: 'test', log: quiet });
  const app = await NestFactory.createMicroservice(TwoConsumersModule, {
    strategy: new KafkaBatchTransport(stream, randomUUID()),
    logger: false,
  });
  await expect(app.listen()).rejects.toThrow('Two handlers are declared');
  await app.close();
  await stream.close();
});
