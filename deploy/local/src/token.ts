/** `npm run -s token -- <persona>`: prints a token of the local issuer, and nothing else, so that a shell can put it into a header. */
import { personaByName, personas } from './personas.js';

const issuerUrl = process.env['ISSUER_URL'] ?? `http://127.0.0.1:${process.env['ISSUER_PORT'] ?? 8086}`;
const name = process.argv[2] ?? '';

if (!personaByName(name)) {
  console.error(`Whose token? npm run -s token -- ${personas.map((persona) => persona.name).join(' | ')}`);
  process.exitCode = 2;
} else {
  try {
    const answer = await fetch(`${issuerUrl}/personas/${name}/token`);
    console.log(((await answer.json()) as { token: string }).token);
  } catch {
    console.error(`No issuer answers at ${issuerUrl}: start the house with \`npm start\`, or name the issuer with ISSUER_URL.`);
    process.exitCode = 1;
  }
}
