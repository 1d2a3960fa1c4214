import preset from '../../jest.preset.mjs';

export default { ...preset, testMatch: ['<rootDir>/test/**/*.e2e.ts'], testTimeout: 300_000 };
