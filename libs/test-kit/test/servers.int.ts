import { createConnection } from 'node:net';
import { Client } from 'pg';
import { createDatabase } from '../src/database.js';
import { eventually } from '../src/eventually.js';

test('the scratch Postgres takes a database and forgets it again', async () => {
  const { url, drop } = await createDatabase();
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ answer: string }>(
    "SELECT current_setting('fsync') || ' ' || current_setting('TimeZone') AS answer",
  );
  expect(rows).toEqual([{ answer: 'off UTC' }]);
  await drop();
  await eventually(async () => {
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });
  const gone = new Client({ connectionString: url });
  gone.on('error', () => undefined);
  await expect(gone.connect()).rejects.toThrow('does not exist');
});

test('the scratch Kafka accepts connections', async () => {
  const [host, port] = process.env['KAFKA_BROKERS']!.split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = createConnection(Number(port), host, () => resolve(void socket.destroy())).once('error', reject);
  });
});
