import { NotUnderstood, readCommandLine } from './command-line.js';

const commandLine = { usage: 'npm run example -- [--json FILE]', options: { json: { type: 'string' } } } as const;

test('options are read by their names', () => {
  expect(readCommandLine(['--json', 'out.json'], commandLine).values).toEqual({ json: 'out.json' });
});

test.each([
  ['an option that there is not', ['--moon', 'full'], "Unknown option '--moon'"],
  ['an option without its value', ['--json'], "Option '--json <value>' argument missing"],
  ['a word too many', ['now'], "Unexpected argument 'now'"],
])('%s is answered with the options that there are', (_, args, fault) => {
  const read = () => readCommandLine(args, commandLine);
  expect(read).toThrow(NotUnderstood);
  expect(read).toThrow(`${fault}. npm run example -- [--json FILE]`);
});
