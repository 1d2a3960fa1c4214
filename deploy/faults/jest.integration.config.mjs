import preset from '../../jest.preset.mjs';

// The house brings its own servers: the faults end and restart them.
export default { ...preset, testMatch: ['<rootDir>/test/**/*.int.ts'], testTimeout: 300_000 };
