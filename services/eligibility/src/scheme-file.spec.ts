import { schemes } from '@jinqiao/eligibility-schemes/registry';
import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { constantIn } from '../test/exported-file.js';
import { schemeFiles } from './scheme-file.js';

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
