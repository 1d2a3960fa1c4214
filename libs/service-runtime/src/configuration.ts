import { shardsMax } from '@jinqiao/event-log/tables';
import { z } from 'zod';

/** The variables of a process, as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A start refused because of its environment; the message names each wrong or missing variable, its purpose and an example. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the variables that the shape declares; its fields carry `.meta({ description, examples })`. An empty variable counts as missing. */
export function readConfiguration<Shape extends z.ZodObject>(shape: Shape, env: Environment): z.infer<Shape> {
  const names = Object.keys(shape.shape);
  const read = shape.safeParse(Object.fromEntries(names.map((name) => [name, env[name] === '' ? undefined : env[name]])));
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  const lines = [...wrong].map((name) => {
    const message =
      env[name] === undefined || env[name] === ''
        ? 'is missing'
        : `is not valid (${read.error.issues.find(({ path }) => path[0] === name)?.message})`;
    return `  ${name} ${message}${purposeOf(shape.shape[name])}`;
  });
  throw new ConfigurationError(`The configuration is not complete. Set these variables and start again:\n${lines.join('\n')}`);
}

function purposeOf(field: unknown): string {
  const meta = field instanceof z.ZodType ? field.meta() : undefined;
  const example = Array.isArray(meta?.['examples']) ? `, for example ${String(meta['examples'][0])}` : '';
  return meta?.description === undefined ? example : `: ${meta.description}${example}`;
}

const url = (protocol: RegExp) => z.url({ protocol, error: `expected a URL that begins with ${protocol.source.replace(/[\^$]/g, '')}` });

/** A variable that holds the address of an HTTP server, without a slash at its end. */
export const httpUrl = () => url(/^https?$/).transform((address) => address.replace(/\/+$/, ''));

/** A variable that holds the address of a Postgres database, with user and password. */
export const postgresUrl = () => url(/^postgres(ql)?$/);

const kafkaBrokers = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((broker) => broker.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/, 'expected host:port, more than one divided by commas')).min(1))
  .meta({ description: 'the addresses of the Kafka brokers, divided by commas', examples: ['127.0.0.1:8088'] });

const serviceDatabaseUrl = postgresUrl().meta({
  description: "the service's own database role, with its password; never the administrator",
  examples: ['postgres://jinqiao_products:secret@127.0.0.1:8087/jinqiao'],
});

const outboxLimit = z.coerce
  .number()
  .int()
  .min(1)
  .default(100_000)
  .meta({
    description: 'how many events may wait to be published before commands that publish are refused with 503',
    examples: ['100000'],
  });

const relayShards = z.coerce
  .number()
  .int()
  .min(1)
  .max(shardsMax)
  .optional()
  .meta({ description: 'into how many shards the outbox is divided, for all replicas; left out, it stays as it is', examples: ['4'] });

/** The variables that every service reads; the database and Kafka only where a service uses them. */
export function baseConfiguration(uses: {
  readonly database: boolean;
  readonly stream: boolean;
  readonly publishes?: boolean;
  readonly defaultPort: number;
}) {
  return z.object({
    PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65535)
      .default(uses.defaultPort)
      .meta({ description: 'the TCP port to listen on', examples: ['8082'] }),
    HOST: z
      .string()
      .default('127.0.0.1')
      .meta({ description: 'the address to listen on', examples: ['127.0.0.1'] }),
    SERVICE_DATABASE_URL: uses.database ? serviceDatabaseUrl : z.undefined().catch(undefined),
    OUTBOX_LIMIT: uses.publishes ? outboxLimit : z.undefined().catch(undefined),
    RELAY_SHARDS: uses.publishes ? relayShards : z.undefined().catch(undefined),
    KAFKA_BROKERS: uses.stream ? kafkaBrokers : z.undefined().catch(undefined),
    TOKEN_ISSUER: z
      .string()
      .min(1)
      .meta({ description: 'the issuer ("iss") that tokens must name', examples: ['http://127.0.0.1:8086'] }),
    TOKEN_AUDIENCE: z
      .string()
      .default('jinqiao')
      .meta({ description: 'the audience ("aud") that tokens must name', examples: ['jinqiao'] }),
    TOKEN_JWKS_URL: httpUrl().meta({ description: "where the issuer's public keys are", examples: ['http://127.0.0.1:8086/jwks.json'] }),
    PUBLIC_URL: httpUrl()
      .default('http://127.0.0.1:8080')
      .meta({ description: "the gateway's address as callers know it", examples: ['http://127.0.0.1:8080'] }),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .meta({ description: 'the least severe log lines to write', examples: ['info'] }),
  });
}

/** What `@Inject(CONFIGURATION)` gives, besides the variables that the service declared itself. */
export type BaseConfiguration = z.infer<ReturnType<typeof baseConfiguration>>;
