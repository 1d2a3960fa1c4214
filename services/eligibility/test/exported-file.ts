import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';

/** Reads the constant of an exported file as the compiler would. */
export function constantIn<T>(content: string): T {
  const [, literal = ''] = /= ([[{][^]*[\]}]);\n$/.exec(stripTypeScriptTypes(content)) ?? [];
  return JSON.parse(JSON.stringify(runInNewContext(`(${literal})`))) as T;
}
