import { Module } from '@nestjs/common';
import { appendAll } from '@jinqiao/event-log/append';
import { eventLogTables, publicationTables } from '@jinqiao/event-log/tables';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { accessClassEvents } from '@jinqiao/contracts/access-class-events';
import { accessEvents } from '@jinqiao/contracts/access-events';
import { institutionEvents } from '@jinqiao/contracts/institution-events';
import { productEvents } from '@jinqiao/contracts/product-events';
import type { StreamEvent } from '@jinqiao/event-stream/stream-event';
import { jobTables } from '@jinqiao/projection/job-tables';
import { migrateService, serviceDatabaseUrl } from '@jinqiao/service-runtime/migrate';
import { createService } from '@jinqiao/service-runtime/service';
import { idempotencyTables } from '@jinqiao/service-runtime/tables';
import { createDatabase } from '@jinqiao/test-kit/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Pool } from 'pg';

const contracts = [...productEvents, ...institutionEvents, ...accessEvents, ...accessClassEvents];

@Module({})
class NothingButItsLog {}

class CreateLog1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${eventLogTables} ${publicationTables} ${idempotencyTables} ${jobTables}`);
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

/** A service that has nothing but a log, in the place of one that publishes: its relay runs, and its record of truth can be asked. */
export async function writingHouse(name: 'products' | 'eligibility', environment: Readonly<Record<string, string>>) {
  const database = await createDatabase();
  const url = serviceDatabaseUrl(database.url, name, 'test');
  await migrateService({ name, migrations: [CreateLog1700000000000] }, { DATABASE_URL: database.url, SERVICE_DATABASE_URL: url });
  const service = await createService({ name, module: NothingButItsLog, publishes: true }, { ...environment, SERVICE_DATABASE_URL: url });
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  return {
    app: service.app,
    append: (events: readonly StreamEvent[]): Promise<void> =>
      inPoolTransaction(pool, { actor: 'operator' }, (sql) =>
        appendAll(
          sql,
          events.map(({ id, type, subject, version, happenedAt, correlationId, data }) => {
            const contract = contracts.find((each) => each.type === type);
            if (contract === undefined) throw new Error(`${type} has no contract.`);
            return { contract, id, subject, version, happenedAt, correlationId, data };
          }),
        ),
      ),
    async stop(): Promise<void> {
      await service.close();
      await pool.end();
      await database.drop();
    },
  };
}
