import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { terminalOn } from './terminal.js';

function recorded(): { stream: NodeJS.WriteStream; text: () => string } {
  const written: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => (written.push(String(chunk)), done()) });
  return { stream: stream as NodeJS.WriteStream, text: () => written.join('') };
}

describe('the terminal of a local run', () => {
  test('says who speaks', () => {
    const { stream, text } = recorded();
    terminalOn(stream).line('products', 'ready');
    expect(stripVTControlCharacters(text())).toBe('products      ready\n');
  });

  test('shows a repeated complaint once in ten seconds, and every piece of news', () => {
    const { stream, text } = recorded();
    let now = 0;
    const terminal = terminalOn(stream, () => now);
    for (now of [0, 1_000, 9_999, 10_000]) terminal.line('query', 'Kafka is away', 'warn');
    for (now of [1, 2]) terminal.line('query', 'ready');
    expect(text().match(/Kafka is away/g)).toHaveLength(2);
    expect(text().match(/ready/g)).toHaveLength(2);
  });
});
