/** Starts the notes service as a process of its own, straight from its sources. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swc } from '../../../jest.preset.mjs';
import '../../test-kit/typescript-sources.mjs';

registerHooks({
  load: (url, context, nextLoad) => {
    if (!url.endsWith('.ts')) return nextLoad(url, context);
    return {
      format: 'module',
      shortCircuit: true,
      source: transformSync(readFileSync(fileURLToPath(url), 'utf8'), { ...swc, filename: fileURLToPath(url) }).code,
    };
  },
});

const { startService } = await import('../src/service.ts');
const { notes } = await import('./notes.service.ts');
await startService(notes);
