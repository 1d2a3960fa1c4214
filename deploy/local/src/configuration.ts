import { join } from 'node:path';
import { StartError } from './start-error.js';

/** The services in the order in which they are shown; each is its own process with its own port. */
export const serviceNames = ['institutions', 'products', 'eligibility', 'query', 'operations', 'console'] as const;
export type ServiceName = (typeof serviceNames)[number];

const ports = {
  console: { variable: 'JINQIAO_PORT', usually: 8080 },
  institutions: { variable: 'INSTITUTIONS_PORT', usually: 8081 },
  products: { variable: 'PRODUCTS_PORT', usually: 8082 },
  eligibility: { variable: 'ELIGIBILITY_PORT', usually: 8083 },
  query: { variable: 'QUERY_PORT', usually: 8084 },
  operations: { variable: 'OPERATIONS_PORT', usually: 8085 },
  issuer: { variable: 'ISSUER_PORT', usually: 8086 },
  postgres: { variable: 'POSTGRES_PORT', usually: 8087 },
  kafka: { variable: 'KAFKA_PORT', usually: 8088 },
} as const;

/** What listens on a port of its own. */
export type Listener = keyof typeof ports;

/** Which of the sample is loaded at the start: nothing, all of it, or the first shares only. */
export type SampleChoice = 'off' | 'all' | number;

/** Everything that a local run is told from outside; `databaseUrl` and `kafkaBrokers` replace the embedded servers, each alone too. */
export type LocalConfiguration = {
  readonly root: string;
  readonly stateFolder: string;
  readonly ports: Readonly<Record<Listener, number>>;
  readonly databaseUrl?: string;
  readonly kafkaBrokers?: readonly string[];
  readonly sample: SampleChoice;
  readonly logLevel: string;
};

/** The variable that moves a listener to another port. */
export const portVariable = (listener: Listener): string => ports[listener].variable;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables of `npm start`; a wrong one ends the start with its name, what was seen and what was expected. */
export function readLocalConfiguration(root: string, env: Environment): LocalConfiguration {
  const databaseUrl = databaseUrlOf(env['DATABASE_URL']);
  const kafkaBrokers = brokersOf(env['KAFKA_BROKERS']);
  return {
    root,
    stateFolder: env['JINQIAO_STATE'] || join(root, '.jinqiao'),
    ports: portsOf(env),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(kafkaBrokers !== undefined && { kafkaBrokers }),
    sample: sampleOf(env['SAMPLE']),
    logLevel: env['LOG_LEVEL'] || 'info',
  };
}

function portsOf(env: Environment): Readonly<Record<Listener, number>> {
  const chosen = Object.entries(ports).map(([listener, { variable, usually }]) => {
    const text = env[variable];
    const port = text ? Number(text) : usually;
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new StartError(`${variable} is "${text}"; a port is a number from 1 to 65535, for example ${variable}=${usually}.`);
    return [listener, port] as const;
  });
  const twice = chosen.find(([listener, port]) => chosen.some(([other, otherPort]) => other !== listener && otherPort === port));
  if (twice) throw new StartError(`Port ${twice[1]} is wanted twice; give ${portVariable(twice[0] as Listener)} another one.`);
  return Object.fromEntries(chosen) as Record<Listener, number>;
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new StartError(
      'DATABASE_URL is not a PostgreSQL address; it looks like postgres://administrator:password@127.0.0.1:5432/postgres. Leave it unset to use the embedded server.',
    );
  }
  return text;
}

function brokersOf(text: string | undefined): readonly string[] | undefined {
  if (!text) return undefined;
  const brokers = text.split(',').map((broker) => broker.trim());
  const wrong = brokers.find((broker) => !/^[^\s:/]+:\d+$/.test(broker));
  if (wrong !== undefined)
    throw new StartError(
      `KAFKA_BROKERS holds "${wrong}"; it is a list of host:port, for example KAFKA_BROKERS=127.0.0.1:9092. Leave it unset to use the embedded broker.`,
    );
  return brokers;
}

function sampleOf(text: string | undefined): SampleChoice {
  if (!text || text === 'all') return 'all';
  if (text === 'off') return 'off';
  const shares = Number(text);
  if (!Number.isInteger(shares) || shares < 1)
    throw new StartError(`SAMPLE is "${text}"; it is "all" (the usual), "off", or how many shares to load, for example SAMPLE=20.`);
  return shares;
}
