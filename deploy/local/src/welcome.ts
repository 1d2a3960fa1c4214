import { personas } from './personas.js';
import type { LocalConfiguration } from './configuration.js';

/** What a newcomer reads once the house is ready: the one address, whom he can act as, and what to try next. */
export async function welcome({ ports }: LocalConfiguration, readyMs: number): Promise<string> {
  const url = `http://127.0.0.1:${ports.console}`;
  const tokens = await Promise.all(personas.map((persona) => tokenOf(persona.name, ports.issuer)));
  const people = personas.flatMap((persona, index) => [
    `  ${persona.name.padEnd(13)} ${persona.says}`,
    `  ${''.padEnd(13)} ${tokens[index] ?? ''}`,
  ]);
  return `
Jinqiao is ready at ${url} after ${(readyMs / 1000).toFixed(1)} s.

Act as one of these (tokens last 12 hours; \`npm run -s token -- investor\` prints a fresh one):
${people.join('\n')}

Try next, once the sample below has been loaded: what may a Hong Kong individual buy, as of 4 December 2018?

  curl -s ${url}/v1/catalogue/search \\
    -H "authorization: Bearer $(npm run -s token -- investor)" -H 'content-type: application/json' \\
    -d '{"eligibleFor":{"investor":{"kind":"individual","identityDocuments":["HKID"]},"asOf":"2018-12-04"},"limit":3}'

Ctrl-C stops all of it; the next start finds everything again.
`;
}

async function tokenOf(persona: string, issuerPort: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${issuerPort}/personas/${persona}/token`);
  return ((await answer.json()) as { token: string }).token;
}
