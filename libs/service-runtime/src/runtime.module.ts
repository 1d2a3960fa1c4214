import { Module } from '@nestjs/common';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { Relay } from '@jinqiao/event-log/relay';
import { DeadLetters } from '@jinqiao/projection/dead-letters';
import { Jobs } from '@jinqiao/projection/jobs';
import { Projector } from '@jinqiao/projection/projector';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Commands } from './commands.js';
import type { BaseConfiguration } from './configuration.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { DigestsController } from './digests.controller.js';
import { HealthController } from './health.controller.js';
import type { ReadinessCheck } from './health.controller.js';
import { JobsController } from './jobs.controller.js';
import type { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ProjectionDigestsController } from './projection-digests.controller.js';
import type { Resources } from './resources.js';
import type { ServiceDefinition } from './service-definition.js';
import { streamEnds } from './stream-ends.js';
import { streamHealth } from './stream-health.js';
import type { StreamParts } from './stream-health.js';
import { subjectTrace } from './subject-trace.js';
import { TraceController } from './trace.controller.js';
import { StreamHealthController } from './stream-health.controller.js';
import { CLOCK, CONFIGURATION, EVENT_STREAM, LOG, METRICS, READINESS, STREAM_ENDS, STREAM_HEALTH, SUBJECT_TRACE } from './tokens.js';

/** What the runtime hands to the classes of a service. */
export type RuntimeParts = {
  readonly definition: ServiceDefinition;
  readonly configuration: BaseConfiguration;
  readonly resources: Resources;
  readonly log: Logger;
  readonly metrics: Metrics | undefined;
  readonly clock: () => Date;
};

/** The global module that makes the runtime's parts injectable, and serves health and stream health. */
@Module({})
export class RuntimeModule {
  static with(parts: RuntimeParts): DynamicModule {
    const { definition, configuration, resources, log, metrics, clock } = parts;
    const shared: Provider[] = [
      { provide: CLOCK, useValue: clock },
      { provide: CONFIGURATION, useValue: configuration },
      { provide: LOG, useValue: log },
      ...(metrics ? [{ provide: METRICS, useValue: metrics }] : []),
      ...databaseProviders(resources),
      ...(resources.stream ? [{ provide: EVENT_STREAM, useValue: resources.stream }] : []),
    ];
    const own: Provider[] = [
      ...(resources.stream ? [{ provide: STREAM_ENDS, useValue: streamEnds(resources.stream, definition.name) }] : []),
      { provide: READINESS, useValue: readinessChecks(resources) },
      { provide: STREAM_HEALTH, useValue: () => streamHealth(streamParts(definition.name, resources)) },
      { provide: SUBJECT_TRACE, useValue: (subject: string) => subjectTrace(streamParts(definition.name, resources), subject) },
    ];
    return {
      module: RuntimeModule,
      global: true,
      imports: [definition.module],
      controllers: controllersOf(resources, metrics),
      providers: [...shared, ...own],
      exports: shared.map(
        (provider) => ('provide' in (provider as object) ? (provider as { provide: symbol }).provide : provider) as symbol,
      ),
    };
  }
}

function controllersOf(resources: Resources, metrics: Metrics | undefined): Type[] {
  return [
    HealthController,
    ...(metrics ? [MetricsController] : []),
    ...(resources.database || resources.stream ? [StreamHealthController] : []),
    ...(resources.database && resources.stream ? [TraceController] : []),
    ...(resources.database?.operators ? [DeadLettersController, JobsController] : []),
    ...(resources.database?.relay ? [DigestsController] : []),
    ...(resources.database && resources.transport ? [ProjectionDigestsController] : []),
  ];
}

function databaseProviders({ database }: Resources): Provider[] {
  if (!database) return [];
  const { pool, dataSource, projector, relay, operators, outboxLimit } = database;
  return [
    { provide: Pool, useValue: pool },
    { provide: DataSource, useValue: dataSource },
    { provide: Projector, useValue: projector },
    { provide: Commands, useValue: new Commands(dataSource, () => relay?.wake(), outboxLimit) },
    ...(relay ? [{ provide: Relay, useValue: relay }] : []),
    ...(operators
      ? [
          { provide: Jobs, useValue: operators.jobs },
          { provide: DeadLetters, useValue: operators.deadLetters },
        ]
      : []),
  ];
}

function readinessChecks({ database, stream }: Resources): ReadinessCheck[] {
  return [
    ...(database ? [{ name: 'the database', isReady: () => database.pool.query('SELECT 1').then(() => true) }] : []),
    ...(stream ? [{ name: 'the event stream', isReady: () => Promise.resolve(stream.isConnected()) }] : []),
  ];
}

/** The parts of the service that know its streams. */
export function streamParts(service: string, { database, stream, transport }: Resources): StreamParts {
  return {
    service,
    ...(database?.relay && { publishing: { pool: database.pool } }),
    ...(database &&
      stream &&
      transport && { consuming: { pool: database.pool, stream, projector: database.projector, topics: () => transport.topics() } }),
  };
}
