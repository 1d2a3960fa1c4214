import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';

/** The services and the port that each listens on where `PORT` says nothing else. */
export const servicePorts = {
  console: 8080,
  institutions: 8081,
  products: 8082,
  eligibility: 8083,
  query: 8084,
  operations: 8085,
} as const;

/** A service's name: also its database schema, its Kafka group and its name in logs. */
export type ServiceName = keyof typeof servicePorts;

/** What a service is made of; all else is the runtime's. */
export type ServiceDefinition = {
  readonly name: ServiceName;
  readonly module: Type;
  /** TypeORM entities. */
  readonly entities?: readonly NewableFunction[];
  /** Variables of its own, each with `.meta({ description, examples })`. */
  readonly configuration?: z.ZodObject;
  /** Whether it appends events: the relay runs. */
  readonly publishes?: boolean;
  /** Whether it has `@EventPattern` handlers: the consumer group runs. */
  readonly consumes?: boolean;
  /** Whether it has a database; true unless said otherwise. */
  readonly database?: boolean;
  /** Whether it answers `/metrics`, for everybody who reaches its port; true unless said otherwise. */
  readonly metrics?: boolean;
  /** The largest body of a request, in bytes; 1 MiB unless said otherwise. */
  readonly bodyLimitBytes?: number;
  /** Replaces the document at `/openapi.json`, which otherwise describes the service's own routes; asked at each request. */
  readonly openApi?: (app: NestFastifyApplication) => Promise<object>;
  /** Adds Fastify plugins and routes that Nest does not know, such as a proxy. */
  readonly extend?: (app: NestFastifyApplication) => Promise<void>;
};
