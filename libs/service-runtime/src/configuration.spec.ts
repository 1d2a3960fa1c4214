import { z } from 'zod';
import { baseConfiguration, ConfigurationError, httpUrl, readConfiguration } from './configuration.js';

const complete = {
  SERVICE_DATABASE_URL: 'postgres://jinqiao_products:secret@127.0.0.1:8087/jinqiao',
  KAFKA_BROKERS: '127.0.0.1:8088, kafka:9092',
  TOKEN_ISSUER: 'http://issuer',
  TOKEN_JWKS_URL: 'http://issuer/jwks.json',
};
const everything = baseConfiguration({ database: true, stream: true, publishes: true, defaultPort: 8082 });
const refusalOf = (env: Record<string, string>): string => {
  try {
    readConfiguration(everything, env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return String(error);
  }
};

describe('the configuration of a service', () => {
  test('is read with its defaults', () => {
    expect(readConfiguration(everything, complete)).toEqual({
      PORT: 8082,
      HOST: '127.0.0.1',
      SERVICE_DATABASE_URL: complete.SERVICE_DATABASE_URL,
      OUTBOX_LIMIT: 100_000,
      KAFKA_BROKERS: ['127.0.0.1:8088', 'kafka:9092'],
      TOKEN_ISSUER: 'http://issuer',
      TOKEN_AUDIENCE: 'jinqiao',
      TOKEN_JWKS_URL: 'http://issuer/jwks.json',
      PUBLIC_URL: 'http://127.0.0.1:8080',
      LOG_LEVEL: 'info',
    });
  });

  test.each(Object.keys(complete))('without %s the refusal names it, what it is for and an example', (name) => {
    const refusal = refusalOf({ ...complete, [name]: '' });
    expect(refusal).toMatch(new RegExp(`${name} is missing: .+, for example .+`));
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['SERVICE_DATABASE_URL', 'mysql://x'],
    ['KAFKA_BROKERS', 'kafka'],
    ['TOKEN_JWKS_URL', 'file:///etc/passwd'],
    ['LOG_LEVEL', 'loud'],
    ['OUTBOX_LIMIT', 'many'],
    ['OUTBOX_LIMIT', '0'],
    ['RELAY_SHARDS', '1.5'],
    ['RELAY_SHARDS', '65'],
  ])('%s=%s is refused by name, and no other variable is', (name, value) => {
    const refusal = refusalOf({ ...complete, [name]: value });
    expect(refusal).toContain(`${name} is not valid`);
    expect(refusal.match(/^ {2}[A-Z_]+/gm)).toEqual([`  ${name}`]);
  });

  test('names all wrong variables at once', () => {
    expect(refusalOf({}).match(/^ {2}[A-Z_]+/gm)).toHaveLength(Object.keys(complete).length);
  });

  test('never repeats a value, which may be a password', () => {
    expect(refusalOf({ ...complete, SERVICE_DATABASE_URL: 'mysql://a:hunter2@b/c' })).not.toContain('hunter2');
  });

  test('asks for database and Kafka only where a service uses them', () => {
    const gateway = baseConfiguration({ database: false, stream: false, defaultPort: 8080 });
    const read = readConfiguration(gateway, { ...complete, SERVICE_DATABASE_URL: undefined, KAFKA_BROKERS: undefined });
    expect(read.SERVICE_DATABASE_URL).toBeUndefined();
    expect(read.KAFKA_BROKERS).toBeUndefined();
  });

  test('keeps an address without the slash at its end', () => {
    expect(readConfiguration(z.object({ QUERY_URL: httpUrl() }), { QUERY_URL: 'http://query:8084/' })).toEqual({
      QUERY_URL: 'http://query:8084',
    });
  });
});
