/**
 * Lets plain Node (24: it strips types itself) run this workspace's TypeScript sources without a build:
 * a relative import names the `.js` file that will be, and a workspace package has its sources under the condition `@jinqiao/source`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const fromSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return nextResolve(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, {
      ...context,
      conditions: [...context.conditions, '@jinqiao/source'],
    });
  },
});
