import { readLocalConfiguration } from './configuration.js';

const read = (env: Record<string, string>) => readLocalConfiguration('/house', env);

describe('what npm start is told', () => {
  test('nothing: everything is embedded, at the ports of the house, and the whole sample is loaded', () => {
    const configuration = read({});
    expect(configuration).toMatchObject({
      stateFolder: '/house/.jinqiao',
      sample: 'all',
      ports: { console: 8080, issuer: 8086, postgres: 8087, kafka: 8088 },
    });
    expect([configuration.databaseUrl, configuration.kafkaBrokers]).toEqual([undefined, undefined]);
  });

  test('a database or brokers of one’s own, each alone', () => {
    expect(read({ DATABASE_URL: 'postgres://me:secret@db:5432/house' })).toMatchObject({
      databaseUrl: 'postgres://me:secret@db:5432/house',
    });
    expect(read({ KAFKA_BROKERS: 'a:9092, b:9092' })).toMatchObject({ kafkaBrokers: ['a:9092', 'b:9092'] });
  });

  test.each([
    [{ PRODUCTS_PORT: 'eighty' }, /PRODUCTS_PORT is "eighty"/],
    [{ PRODUCTS_PORT: '8083' }, /Port 8083 is wanted twice/],
    [{ DATABASE_URL: 'mysql://db' }, /DATABASE_URL is not a PostgreSQL address/],
    [{ KAFKA_BROKERS: 'broker' }, /KAFKA_BROKERS holds "broker"/],
    [{ SAMPLE: 'some' }, /SAMPLE is "some"/],
  ])('%j is refused by name, with what was expected', (env, message) => {
    expect(() => read(env as Record<string, string>)).toThrow(message);
  });
});
