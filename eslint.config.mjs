import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const drivers = ['@nestjs/*', 'typeorm', 'pg', 'kafkajs'];
const edges = ['controller', 'consumer', 'store', 'entity', 'migration', 'module', 'guard', 'spec'].map((edge) => `services/*/src/**/*.${edge}.ts`);

export default tseslint.config(
  { ignores: ['**/dist', '**/out-tsc', '**/coverage', '**/test-report', '**/*.mjs', '.jinqiao'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          enforceBuildableLibDependency: true,
          banTransitiveDependencies: true,
          depConstraints: [
            // Services meet only on the event stream: a service may use libraries, never another service.
            { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:contracts', 'type:domain', 'type:platform', 'type:testing'] },
            // The domain is pure: contracts and other domain libraries, no framework, no driver.
            { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:contracts', 'type:domain'], bannedExternalImports: drivers },
            { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: ['type:contracts'], bannedExternalImports: drivers },
            { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:contracts', 'type:platform', 'type:testing'] },
            { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:testing'] },
            { sourceTag: 'type:deploy', onlyDependOnLibsWithTags: ['type:contracts', 'type:domain', 'type:platform', 'type:testing', 'type:deploy'] },
            ...['institutions', 'products', 'eligibility', 'query', 'operations', 'console', 'deploy'].map((scope) => ({
              sourceTag: `scope:${scope}`,
              onlyDependOnLibsWithTags: ['scope:shared', `scope:${scope}`],
            })),
            { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
          ],
        },
      ],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true }],
      complexity: ['error', 12],
      'max-params': ['error', 4],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: name the export at its own subpath.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'ClassDeclaration[abstract=true]', message: 'Compose; do not inherit.' },
      ],
    },
  },
  // Decisions inside a service are held to the same purity as a domain library.
  {
    files: ['services/*/src/**/*.ts'],
    ignores: [...edges, 'services/*/src/main.ts', 'services/*/src/migrate.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: [...drivers, 'node:*'], message: 'Decisions and projections stay free of framework, driver and clock; put input and output in *.controller, *.consumer or *.store.' },
          ],
        },
      ],
    },
  },
  // Nx does not see Node's own modules, so the purity of domain libraries needs this second rule.
  {
    files: ['libs/{contracts,identifiers,semantic-difference,eligibility-rules,eligibility-schemes,product-types}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'Domain libraries do no input or output.' }] }] },
  },
  // A specification reads as a list of sentences: its describe block may be long.
  { files: ['**/*.spec.ts', '**/test/**/*.ts'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' } },
  prettier,
);
