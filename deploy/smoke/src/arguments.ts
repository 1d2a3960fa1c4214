import { parseArgs } from 'node:util';

/** What a command line of the smoke asks for: where the report goes, and how many registrations to time. */
export type SmokeArguments = { readonly json?: string; readonly registrations: number };

/** Reads `--json FILE` and `--registrations N` (200 unless told otherwise; 0 leaves them out). */
export function readArguments(args: readonly string[]): SmokeArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, registrations: { type: 'string', default: '200' } },
  });
  const registrations = Number(values.registrations);
  if (!Number.isInteger(registrations) || registrations < 0)
    throw new Error(`--registrations is "${values.registrations}"; it is a whole number, 0 or more.`);
  return { registrations, ...(values.json !== undefined && { json: values.json }) };
}
