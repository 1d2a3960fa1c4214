/** What a Nest project usually does: its own Kafka transport, one message at a time, and TypeORM's `save`. */
import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload, Transport } from '@nestjs/microservices';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { DataSource, EntitySchema } from 'typeorm';
import { answerRounds } from './contestant.js';
import type { Round } from './contestant.js';
import { typicalTopic } from './topics.js';
import type { FlatProduct } from './flat-product.js';

const PRODUCTS = Symbol('the entity of this round');

const entityOf = (table: string) =>
  new EntitySchema<FlatProduct>({
    name: table,
    tableName: table,
    columns: {
      id: { type: 'uuid', primary: true },
      version: { type: 'int' },
      code: { type: 'text' },
      name_en: { type: 'text' },
      name_zh: { type: 'text' },
      product_type: { type: 'text' },
      size_cny: { type: 'text' },
      terms: { type: 'jsonb' },
      happened_at: { type: 'timestamptz' },
    },
  });

@Controller()
class ProductsConsumer {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(PRODUCTS) private readonly entity: EntitySchema<FlatProduct>,
  ) {}

  @EventPattern(typicalTopic)
  async onProduct(@Payload() product: FlatProduct): Promise<void> {
    await this.dataSource.getRepository(this.entity).save({ ...product, terms: JSON.parse(product.terms) as never });
  }
}

async function begin({ group, table }: Round): Promise<() => Promise<void>> {
  const entity = entityOf(table);
  const url = process.env['DATABASE_URL'];
  const dataSource = new DataSource({ type: 'postgres', ...(url !== undefined && { url }), entities: [entity], poolSize: 4 });
  await dataSource.initialize();

  @Module({
    controllers: [ProductsConsumer],
    providers: [
      { provide: DataSource, useValue: dataSource },
      { provide: PRODUCTS, useValue: entity },
    ],
  })
  class TypicalModule {}

  const app = await NestFactory.createMicroservice<MicroserviceOptions>(TypicalModule, {
    transport: Transport.KAFKA,
    options: {
      client: { clientId: 'bench-typical', brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), logLevel: 0 },
      consumer: { groupId: group },
      subscribe: { fromBeginning: true },
    },
    logger: false,
  });
  await app.listen();
  return async () => {
    await app.close();
    await dataSource.destroy();
  };
}

answerRounds(begin);
