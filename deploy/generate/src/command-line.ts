import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';

/** A command line that can't be followed; the message is a sentence that says what to write instead. */
export class NotUnderstood extends Error {}

/** The options of a command and what comes before them, with the sentence that names them all. */
export type CommandLine<Options extends ParseArgsOptionsConfig> = {
  readonly usage: string;
  readonly options: Options;
  readonly allowPositionals?: boolean;
};

/** Reads a command line; throws `NotUnderstood` for an option that there is not, or one without its value. */
export function readCommandLine<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { usage, options, allowPositionals = false }: CommandLine<Options>,
) {
  try {
    return parseArgs<{ args: string[]; options: Options; allowPositionals: boolean; strict: true }>({
      args: [...args],
      options,
      allowPositionals,
      strict: true,
    });
  } catch (error) {
    const [fault] = messageOf(error)?.split(/\. |\n/) ?? [];
    if (fault === undefined) throw error;
    throw new NotUnderstood(`${fault}. ${usage}`, { cause: error });
  }
}

/** What Node says of a command line that it refuses. */
function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error && 'message' in error)) return undefined;
  return String(error.code).startsWith('ERR_PARSE_ARGS') ? String(error.message) : undefined;
}

/** Runs a command: what can't be understood or goes wrong is said in a sentence; the exit code is then 2 or 1. */
export async function runCommand(run: (args: readonly string[]) => Promise<void> | void): Promise<void> {
  try {
    await run(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof NotUnderstood ? 2 : 1;
  }
}
