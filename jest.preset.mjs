/** Shared Jest settings: native ESM, SWC transform, sources resolved through the `@jinqiao/source` condition. */
export const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

const preset = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@jinqiao/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', swc] },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};

export default preset;

/** Tests against the real Postgres and the real Kafka: `libs/test-kit` starts them once a project and passes their addresses in the environment. */
export const integration = {
  ...preset,
  testMatch: ['<rootDir>/test/**/*.int.ts'],
  globalSetup: '<rootDir>/../../libs/test-kit/servers.setup.mjs',
  globalTeardown: '<rootDir>/../../libs/test-kit/servers.teardown.mjs',
  testTimeout: 60_000,
};
