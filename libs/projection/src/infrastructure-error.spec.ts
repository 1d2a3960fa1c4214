import { isInfrastructureError } from './infrastructure-error.js';

const withCode = (code: string, message = 'it failed'): Error => Object.assign(new Error(message), { code });

describe('isInfrastructureError', () => {
  test.each([
    '08006',
    '08P01',
    '57P01',
    '57P03',
    '57014',
    '40001',
    '40P01',
    '53300',
    '53100',
    '55P03',
    '25P01',
    '25P03',
    '25006',
    '58030',
    'XX001',
  ])('takes SQLSTATE %s for the state of the server', (code) => expect(isInfrastructureError(withCode(code))).toBe(true));

  test.each(['42P01', '42703', '42883', '42501'])('takes SQLSTATE %s for a schema that is not migrated', (code) =>
    expect(isInfrastructureError(withCode(code))).toBe(true),
  );

  test.each(['22P02', '22003', '22P05', '23502', '23505', '23514', '21000', '42601', '25P02', '54000', 'P0001', 'XX000'])(
    'leaves SQLSTATE %s to the event',
    (code) => expect(isInfrastructureError(withCode(code))).toBe(false),
  );

  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])(
    'takes %s for the network',
    (code) => expect(isInfrastructureError(withCode(code))).toBe(true),
  );

  test.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'Cannot use a pool after calling end on the pool',
  ])('knows the driver’s words "%s"', (message) => expect(isInfrastructureError(new Error(message))).toBe(true));

  test('looks through causes and gathered errors', () => {
    expect(isInfrastructureError(new Error('query failed', { cause: withCode('57P01') }))).toBe(true);
    expect(isInfrastructureError(new AggregateError([withCode('ECONNREFUSED')], ''))).toBe(true);
  });

  test('takes a defect of the reader, or what is not an error, for the event’s', () => {
    expect(isInfrastructureError(new TypeError('names is undefined'))).toBe(false);
    expect(isInfrastructureError('ECONNREFUSED')).toBe(false);
    expect(isInfrastructureError(undefined)).toBe(false);
  });
});
