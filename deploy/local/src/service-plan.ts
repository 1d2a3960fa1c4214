import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from './configuration.js';
import type { LocalConfiguration, ServiceName } from './configuration.js';
import type { Secrets } from './secrets.js';

/** How one service is run: its program, its address and everything it is told. */
export type ServicePlan = {
  readonly name: ServiceName;
  readonly file: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** The program that makes its schema and role; absent where the service keeps nothing. */
  readonly migration?: string;
};

/** Where the services find their servers: an administrator's database address and the brokers. */
export type Servers = { readonly databaseUrl: string; readonly kafkaBrokers: readonly string[] };

/** Where Node keeps what it has compiled: of the code, not of a run, so every run shares it and only the first start pays. */
export const compileCache = (root: string): string => join(root, '.jinqiao', 'compile-cache');

/** The plan of every service of a local run. */
export function servicePlans(configuration: LocalConfiguration, secrets: Secrets, servers: Servers): readonly ServicePlan[] {
  const { root, ports } = configuration;
  const address = (name: ServiceName | 'issuer'): string => `http://127.0.0.1:${ports[name]}`;
  const neighbours = Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, address(name)]));
  const shared = {
    HOST: '127.0.0.1',
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    TOKEN_ISSUER: address('issuer'),
    TOKEN_JWKS_URL: `${address('issuer')}/.well-known/jwks.json`,
    PUBLIC_URL: address('console'),
    LOG_LEVEL: configuration.logLevel,
    NODE_COMPILE_CACHE: compileCache(root),
    ...neighbours,
  };
  const ownSecrets: Partial<Record<ServiceName, Readonly<Record<string, string>>>> = {
    eligibility: { DECISION_RECORD_KEY: JSON.stringify(secrets.decisionRecordKey) },
    operations: { TOKEN_URL: `${address('issuer')}/token`, CLIENT_SECRET: secrets.operationsClientSecret },
    query: { CURSOR_SECRET: secrets.cursorSecret },
  };
  return serviceNames.map((name) => {
    const migration = join(root, 'services', name, 'dist', 'migrate.js');
    return {
      name,
      file: join(root, 'services', name, 'dist', 'main.js'),
      url: address(name),
      env: {
        ...shared,
        ...ownSecrets[name],
        PORT: String(ports[name]),
        SERVICE_DATABASE_URL: serviceDatabaseUrl(name, secrets, servers.databaseUrl),
      },
      ...(existsSync(migration) && { migration }),
    };
  });
}

/** The administrator's address with the service's own role, so that no service can log in as another. */
function serviceDatabaseUrl(name: ServiceName, secrets: Secrets, administratorUrl: string): string {
  const url = new URL(administratorUrl);
  url.username = `jinqiao_${name}`;
  url.password = createHmac('sha256', secrets.databasePassword).update(name).digest('hex');
  return url.href;
}
