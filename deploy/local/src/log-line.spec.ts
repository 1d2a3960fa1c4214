import { shortLine } from './log-line.js';

describe('a log line on the terminal', () => {
  test('says what happened and leaves the rest to the file', () => {
    expect(shortLine('{"level":30,"time":1,"service":"products","msg":"ready"}')).toEqual({ severity: 'info', text: 'ready' });
  });

  test('an error comes with its reason and the correlation id to search for', () => {
    const line = '{"level":"error","msg":"relay stopped","err":{"message":"broker is gone"},"correlationId":"c1"}';
    expect(shortLine(line)).toEqual({ severity: 'error', text: 'relay stopped: broker is gone (correlationId c1)' });
  });

  test('an answered request stays in the file', () => {
    expect(shortLine('{"level":"info","msg":"request answered","route":"/v1/products","statusCode":201}').severity).toBe('quiet');
    expect(shortLine('{"level":"info","msg":"request answered","route":"/v1/products","statusCode":503}').severity).toBe('info');
  });

  test('what is not structured is shown as it is', () => {
    expect(shortLine('Error: cannot find module')).toEqual({ severity: 'warn', text: 'Error: cannot find module' });
    expect(shortLine('{ half').severity).toBe('warn');
  });
});
