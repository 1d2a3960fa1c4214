import { join } from 'node:path';
import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '../../..');
const eslint = new ESLint({ cwd: root });

/** Lints text as if it stood in an existing file of the house; nothing is written. */
async function rulesBroken(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'does not parse');
}

const decision = 'services/products/src/product.ts';
const domain = 'libs/identifiers/src/day.ts';

describe('the fence of Nx tags', () => {
  test('keeps one service out of another', async () => {
    expect(
      await rulesBroken(decision, "import { module } from '@jinqiao/query/query.module';\nexport const planted = module;\n"),
    ).toContain('@nx/enforce-module-boundaries');
  });
  test('keeps the platform out of the domain', async () => {
    expect(
      await rulesBroken(
        'libs/eligibility-rules/src/decide.ts',
        "import { append } from '@jinqiao/event-log/append';\nexport const planted = append;\n",
      ),
    ).toContain('@nx/enforce-module-boundaries');
  });
  test('keeps the drivers out of the domain', async () => {
    expect(await rulesBroken(domain, "import { Kafka } from 'kafkajs';\nexport const planted = Kafka;\n")).toContain(
      '@nx/enforce-module-boundaries',
    );
  });
});

describe('the fence of restricted imports', () => {
  test('keeps Node out of the domain', async () => {
    expect(await rulesBroken(domain, "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n")).toContain(
      'no-restricted-imports',
    );
  });
  test.each(['@nestjs/common', 'typeorm', 'pg', 'kafkajs', 'node:fs'])('keeps %s out of the decisions of a service', async (driver) => {
    expect(await rulesBroken(decision, `import * as planted from '${driver}';\nexport const kept = planted;\n`)).toContain(
      'no-restricted-imports',
    );
  });
});

describe('the fence of closed exports', () => {
  test.each(['institutions', 'products', 'eligibility', 'query', 'operations', 'console'])('%s hands nothing to others', (service) => {
    expect(() => import.meta.resolve(`@jinqiao/${service}/main`)).toThrow(/not exported|No "exports"|Cannot find/);
  });
});

describe('the lint of sizes and shapes', () => {
  test.each([
    ['a default export', 'export default 1;\n', 'no-restricted-syntax'],
    ['a barrel', "export * from './decimal.js';\n", 'no-restricted-syntax'],
    ['a base class', 'export abstract class Planted {}\n', 'no-restricted-syntax'],
    ['any', 'export const planted = (value: any): string => String(value);\n', '@typescript-eslint/no-explicit-any'],
    ['five parameters', 'export const planted = (a: 1, b: 1, c: 1, d: 1, e: 1): number[] => [a, b, c, d, e];\n', 'max-params'],
    ['a file of 301 lines', 'export const planted = [\n' + '  1,\n'.repeat(300) + '];\n', 'max-lines'],
  ])('refuses %s', async (_what, text, rule) => {
    expect(await rulesBroken(domain, text)).toContain(rule);
  });
});
