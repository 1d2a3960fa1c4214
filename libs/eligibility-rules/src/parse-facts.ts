import { factDictionary } from './fact-dictionary.js';
import type { FactScope } from './fact-specification.js';
import type { Facts, FactValue } from './facts.js';
import { valueFault } from './fact-value.js';

/** What is wrong with one value of a request; `pointer` is a JSON pointer (RFC 6901) into it, `detail` ends with what to do. */
export type FactError = { readonly pointer: string; readonly detail: string; readonly rejectedValue?: unknown };

/** Facts by full name, or everything that is wrong with them. */
export type ParsedFacts = { readonly facts: Facts } | { readonly errors: readonly FactError[] };

const LONGEST_ECHO = 200;

/**
 * Reads `{ investor: { kind: … }, trade: { … } }` strictly: an unknown name or a wrong type is an error, an absent fact is unknown.
 * `null` is refused: only a product's type can say that a fact does not apply, and an unknown fact is left out. `pointer` leads to `input` in the request.
 */
export function parseFacts(input: unknown, scopes: readonly FactScope[], pointer: string): ParsedFacts {
  if (!isObject(input)) return { errors: [{ pointer, detail: `Write an object with ${scopes.join(', ')}.`, ...echo(input) }] };
  const errors: FactError[] = [];
  const facts: [string, FactValue][] = [];
  for (const [scope, values] of Object.entries(input)) {
    const at = `${pointer}/${escapePointer(scope)}`;
    if (!scopes.includes(scope as FactScope)) {
      errors.push({ pointer: at, detail: `Facts are given under ${scopes.join(', ')}. Move or leave out "${shortened(scope)}".` });
    } else if (values === undefined) {
      continue;
    } else if (!isObject(values)) {
      errors.push({
        pointer: at,
        detail: `Write the ${scope} facts as an object, such as ${exampleOf(scope as FactScope)}.`,
        ...echo(values),
      });
    } else {
      for (const [name, value] of Object.entries(values))
        parseFact(`${scope}.${name}`, value, `${at}/${escapePointer(name)}`, { facts, errors });
    }
  }
  return errors.length > 0 ? { errors } : { facts: Object.fromEntries(facts) };
}

function parseFact(fact: string, value: unknown, pointer: string, into: { facts: [string, FactValue][]; errors: FactError[] }): void {
  if (value === undefined) return;
  const specification = factDictionary.get(fact);
  if (specification === undefined) {
    into.errors.push({ pointer, detail: `There is no fact ${shortened(fact)}. ${nearestNames(fact)}`, ...echo(value) });
    return;
  }
  const fault = value === null ? 'Leave it out when it is unknown.' : valueFault(specification, value);
  if (fault !== undefined)
    into.errors.push({ pointer, detail: `${shownValue(value)} is not a value of ${fact}. ${fault}`, ...echo(value) });
  else into.facts.push([fact, Array.isArray(value) ? [...new Set(value as string[])] : (value as FactValue)]);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const escapePointer = (token: string): string => shortened(token).replaceAll('~', '~0').replaceAll('/', '~1');

const shortened = (text: string): string => (text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text);

const shownValue = (value: unknown): string => shortened(JSON.stringify(value) ?? 'undefined');

/** A long value would make the answer as long as the request. */
const echo = (value: unknown): { rejectedValue?: unknown } =>
  (JSON.stringify(value) ?? '').length > LONGEST_ECHO ? {} : { rejectedValue: value };

const exampleOf = (scope: FactScope): string => (scope === 'investor' ? '{ "kind": "individual" }' : '{}');

function nearestNames(fact: string): string {
  const scope = fact.slice(0, fact.indexOf('.') + 1);
  const wanted = fact.toLowerCase();
  const close = [...factDictionary.keys()].filter(
    (name) => name.toLowerCase() === wanted || (name.startsWith(scope) && sharedPrefix(name.toLowerCase(), wanted) >= scope.length + 4),
  );
  const names = close.length > 0 ? close : [...factDictionary.keys()].filter((name) => name.startsWith(scope));
  return `Use ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}, or leave it out.`;
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
