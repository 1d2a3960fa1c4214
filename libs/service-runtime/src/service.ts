import 'reflect-metadata';
import helmet from '@fastify/helmet';
import { NestFactory, ModulesContainer } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemFilter } from '@jinqiao/problem-details/problem.filter';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerInterceptor, sendAnswerStatus } from './answer.interceptor.js';
import { AuthGuard, requireAccessOnEveryRoute } from './auth.js';
import { baseConfiguration, readConfiguration } from './configuration.js';
import type { BaseConfiguration, Environment } from './configuration.js';
import { correlationIdOf, followCorrelation } from './correlation.js';
import { readBodies, refuseBadAddresses } from './json-body.js';
import { logRequests, nestLog, serviceLog } from './logging.js';
import type { Metrics } from './metrics.js';
import { openApiDocument } from './open-api.js';
import { openResources } from './resources.js';
import type { Resources } from './resources.js';
import { RuntimeModule, streamParts } from './runtime.module.js';
import type { RuntimeParts } from './runtime.module.js';
import { servicePorts } from './service-definition.js';
import type { ServiceDefinition } from './service-definition.js';
import { stopOnSignals } from './shutdown.js';
import { storedHealth } from './stream-health.js';
import { tokenVerifier } from './token-verifier.js';
import { RequestValidationPipe } from './validation.pipe.js';

export type { ServiceDefinition, ServiceName } from './service-definition.js';

/** A service that was made but does not listen: `app.inject` works, consumers and relay run. */
export type RunningService = { readonly app: NestFastifyApplication; close(): Promise<void> };

const defaultBodyLimitBytes = 1024 * 1024;
const receiveWithinMs = 30_000;

/** Makes the service and listens; stops orderly on SIGTERM and SIGINT. A wrong configuration ends the process with a message that names the variables. */
export async function startService(definition: ServiceDefinition): Promise<void> {
  const log = serviceLog(definition.name, process.env['LOG_LEVEL'] || 'info');
  try {
    const configuration = configurationOf(definition, process.env);
    const onStalled = (reason: Error): void => {
      log.fatal({ err: reason }, 'The consumer stalls and starting it anew did not help: the process ends, to be started again');
      process.exit(1);
    };
    const service = await createService(definition, process.env, { onStalled });
    stopOnSignals(service, log);
    await service.app.listen(configuration.PORT, configuration.HOST);
    log.info({ url: await service.app.getUrl(), pid: process.pid }, 'ready');
  } catch (error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : 'The service could not start.');
    process.exit(1);
  }
}

/** Makes the service with everything but its TCP port, for tests; `overrides.clock` replaces the clock. */
export async function createService(
  definition: ServiceDefinition,
  env: Environment,
  overrides: { clock?: () => Date; onStalled?: (reason: Error) => void } = {},
): Promise<RunningService> {
  const configuration = configurationOf(definition, env);
  const log = serviceLog(definition.name, configuration.LOG_LEVEL);
  const resources = await openResources(definition, configuration, { log, onStalled: overrides.onStalled });
  const metrics = definition.metrics === false ? undefined : await openMetrics(definition, resources);
  const parts: RuntimeParts = { definition, configuration, resources, log, metrics, clock: overrides.clock ?? (() => new Date()) };
  let app: NestFastifyApplication | undefined;
  try {
    app = await assemble(parts);
    resources.database?.relay?.start();
  } catch (error) {
    await app?.close().catch(() => undefined);
    await resources.close();
    throw error;
  }
  return { app, close: () => closeInOrder(app, resources) };
}

async function assemble(parts: RuntimeParts): Promise<NestFastifyApplication> {
  const { definition, configuration, resources, log } = parts;
  const filter = new ProblemFilter({ publicUrl: configuration.PUBLIC_URL, log });
  const adapter = new FastifyAdapter({
    bodyLimit: definition.bodyLimitBytes ?? defaultBodyLimitBytes,
    genReqId: correlationIdOf,
    logger: false,
    trustProxy: false,
    requestTimeout: receiveWithinMs,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(RuntimeModule.with(parts), adapter, {
    logger: nestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  requireAccessOnEveryRoute(app.get(ModulesContainer));
  await prepareFastify(app, parts);
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience, TOKEN_JWKS_URL: jwksUrl } = configuration;
  app.useGlobalGuards(new AuthGuard(tokenVerifier({ issuer, audience, jwksUrl })));
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalInterceptors(new AnswerInterceptor());
  app.useGlobalFilters(filter);
  const own = openApiDocument(app, definition.name);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => definition.openApi?.(app) ?? own);
  await definition.extend?.(app);
  if (resources.transport) app.connectMicroservice({ strategy: resources.transport });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await app.startAllMicroservices();
  return app;
}

// Loaded only by services that answer it: the gateway stays small.
async function openMetrics(definition: ServiceDefinition, resources: Resources): Promise<Metrics> {
  const { Metrics, streamGauges } = await import('./metrics.js');
  const metrics = new Metrics(definition.name);
  if (resources.database) metrics.add(streamGauges(() => storedHealth(streamParts(definition.name, resources))));
  return metrics;
}

async function prepareFastify(app: NestFastifyApplication, { log, metrics, clock }: RuntimeParts): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  followCorrelation(fastify);
  fastify.decorateRequest('receivedAt', null);
  fastify.addHook('onRequest', (request, _reply, done) => {
    Object.assign(request, { receivedAt: clock() });
    done();
  });
  logRequests(fastify, log);
  metrics?.measure(fastify);
  refuseBadAddresses(fastify);
  readBodies(fastify);
  sendAnswerStatus(fastify);
  await fastify.register(helmet, {
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
  });
}

function configurationOf(definition: ServiceDefinition, env: Environment): BaseConfiguration {
  const { name, configuration, database = true, publishes = false, consumes = false } = definition;
  const base = baseConfiguration({ database, stream: publishes || consumes, publishes, defaultPort: servicePorts[name] });
  return readConfiguration(configuration ? base.extend(configuration.shape) : base, env) as BaseConfiguration;
}

/** HTTP first, so that nothing new begins; then consumers, relay and pools. */
async function closeInOrder(app: NestFastifyApplication, resources: Resources): Promise<void> {
  try {
    await app.close();
  } finally {
    await resources.close();
  }
}
