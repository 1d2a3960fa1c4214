import { styleText } from 'node:util';
import type { ShortLine } from './log-line.js';

const colours = [
  'cyan',
  'magenta',
  'blue',
  'yellow',
  'green',
  'cyanBright',
  'magentaBright',
  'blueBright',
  'yellowBright',
  'greenBright',
] as const;
const prefixWidth = 13;
/** A complaint that a service repeats while something is away is shown once in this time; its log file has them all. */
const repeatedMs = 10_000;

/** What a local run shows: prefixed lines in a colour by name; plain where the output is no terminal or NO_COLOR is set. */
export type Terminal = {
  line(name: string, text: string, severity?: ShortLine['severity']): void;
  plain(text: string): void;
};

/** A terminal that gives each name the next colour at its first line. */
export function terminalOn(stream: NodeJS.WriteStream, clock: () => number = Date.now): Terminal {
  const known = new Map<string, (typeof colours)[number]>();
  const shownAt = new Map<string, number>();
  const isRepeated = (name: string, text: string): boolean => {
    const now = clock();
    for (const [line, at] of shownAt) if (now - at >= repeatedMs) shownAt.delete(line);
    const line = `${name} ${text}`;
    const repeated = shownAt.has(line);
    if (!repeated) shownAt.set(line, now);
    return repeated;
  };
  const colourOf = (name: string): (typeof colours)[number] => {
    const colour = known.get(name) ?? colours[known.size % colours.length] ?? 'cyan';
    known.set(name, colour);
    return colour;
  };
  return {
    line(name, text, severity = 'info') {
      if (severity !== 'info' && isRepeated(name, text)) return;
      const prefix = styleText(colourOf(name), name.padEnd(prefixWidth), { stream });
      const shown =
        severity === 'error' ? styleText('red', text, { stream }) : severity === 'warn' ? styleText('yellow', text, { stream }) : text;
      stream.write(`${prefix} ${shown}\n`);
    },
    plain: (text) => void stream.write(`${text}\n`),
  };
}
