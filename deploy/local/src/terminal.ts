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

/** What a local run shows: prefixed lines in a colour by name; plain where the output is no terminal or NO_COLOR is set. */
export type Terminal = {
  line(name: string, text: string, severity?: ShortLine['severity']): void;
  plain(text: string): void;
};

/** A terminal that gives each name the next colour at its first line. */
export function terminalOn(stream: NodeJS.WriteStream): Terminal {
  const known = new Map<string, (typeof colours)[number]>();
  const colourOf = (name: string): (typeof colours)[number] => {
    const colour = known.get(name) ?? colours[known.size % colours.length] ?? 'cyan';
    known.set(name, colour);
    return colour;
  };
  return {
    line(name, text, severity = 'info') {
      const prefix = styleText(colourOf(name), name.padEnd(prefixWidth), { stream });
      const shown =
        severity === 'error' ? styleText('red', text, { stream }) : severity === 'warn' ? styleText('yellow', text, { stream }) : text;
      stream.write(`${prefix} ${shown}\n`);
    },
    plain: (text) => void stream.write(`${text}\n`),
  };
}
