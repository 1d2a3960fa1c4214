import { connect } from 'node:net';
import { Client } from 'pg';
import { StartError } from './start-error.js';

/** Asks the database that DATABASE_URL names whether it lets an administrator in; the error says what to mend, without the password. */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  const { host } = new URL(databaseUrl);
  try {
    await client.connect();
    const { rows } = await client.query<{ administers: boolean }>(
      'SELECT rolsuper OR rolcreaterole AS administers FROM pg_roles WHERE rolname = current_user',
    );
    if (rows[0]?.administers !== true) throw new StartError('it may not create roles');
  } catch (error) {
    throw new StartError(
      `DATABASE_URL names ${host}, but that does not serve: ${error instanceof Error ? error.message : String(error)}. It must be an administrator's address; leave it unset to use the embedded server.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks that at least one broker of KAFKA_BROKERS takes connections. */
export async function requireBrokers(brokers: readonly string[]): Promise<void> {
  const answers = await Promise.all(brokers.map(accepts));
  if (!answers.includes(true))
    throw new StartError(
      `KAFKA_BROKERS names ${brokers.join(', ')}, but no connection was taken there within 5 s. Leave it unset to use the embedded broker.`,
    );
}

function accepts(broker: string): Promise<boolean> {
  const [host = '', port = ''] = broker.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 5_000 });
    const settle = (answer: boolean) => (socket.destroy(), resolve(answer));
    socket
      .once('connect', () => settle(true))
      .once('error', () => settle(false))
      .once('timeout', () => settle(false));
  });
}
