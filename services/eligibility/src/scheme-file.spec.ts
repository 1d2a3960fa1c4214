import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { schemeFiles } from './scheme-file.js';

/** Reads an exported file as the compiler would. */
function constantIn<T>(content: string): T {
  const [, literal = ''] = /= ([[{][^]*[\]}]);\n$/.exec(stripTypeScriptTypes(content)) ?? [];
  return runInNewContext(`(${literal})`) as T;
}

describe('an exported scheme', () => {
  test.each(schemes.map((scheme) => [scheme.id, scheme] as const))('reads back as it is in the store: %s', (_, scheme) => {
    const [file, ...others] = schemeFiles(scheme, []);
    expect(others).toEqual([]);
    expect(constantIn<Scheme>(file?.content ?? '')).toEqual(scheme);
  });

  test('keeps texts whole that hold quotation marks, backslashes and line ends', () => {
    const cases = [{ name: `it's "so"\\\n\u2028` }];
    const [, file] = schemeFiles(schemes[0] as Scheme, cases);
    expect(constantIn(file?.content ?? '')).toEqual(cases);
  });
});
