import { parseArgs } from 'node:util';

/** What a command line asks for. */
export type FaultsArguments = {
  /** Numbers of faults, all when empty. */
  readonly only: readonly number[];
  readonly seeds: readonly number[];
  readonly scale: number;
  readonly json?: string;
  readonly prove: boolean;
};

/** Reads `[--only 1,4,13] [--seeds 20 | --seed 7] [--scale 0.1] [--json FILE] [--prove]`; throws a RangeError that says what was expected. */
export function readArguments(args: readonly string[]): FaultsArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      seeds: { type: 'string', default: '1' },
      seed: { type: 'string' },
      scale: { type: 'string', default: '1' },
      json: { type: 'string' },
      prove: { type: 'boolean', default: false },
    },
  });
  const only = values.only === '' ? [] : values.only.split(',').map((number) => whole(number, '--only'));
  const seeds =
    values.seed === undefined
      ? Array.from({ length: whole(values.seeds, '--seeds') }, (_none, index) => index + 1)
      : [whole(values.seed, '--seed')];
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 1)) throw new RangeError(`--scale is "${values.scale}"; it is a number above 0, and 1 at most.`);
  return { only, seeds, scale, prove: values.prove, ...(values.json !== undefined && { json: values.json }) };
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`${option} has "${text}"; it takes whole numbers from 1 on.`);
  return number;
}
