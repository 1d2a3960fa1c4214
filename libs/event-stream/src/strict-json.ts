/** Bytes that are not the JSON we accept; the message says why, for a person. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

const bytesMax = 1_048_576;

const depthMax = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses JSON that two readers cannot understand differently (RFC 7493, I-JSON): strict UTF-8, no NUL, no lone surrogate,
 * no member twice, no quotation mark or backslash in a member's name, no number beyond the finite ones, at most 64 levels deep and 1 MiB long, and no `__proto__`.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new NotJson('The value is empty.');
  if (bytes.length > bytesMax) throw new NotJson(`The value has ${bytes.length} bytes; at most ${bytesMax} are accepted.`);
  const text = decoded(bytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new NotJson(`The value is not JSON: ${(error as Error).message}.`);
  }
  if (!isClearlyPlain(text, parsed)) mustBePlain(text);
  return parsed;
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NotJson('The value is not UTF-8.');
  }
}

/**
 * The quick look that nearly every event passes: no escape, nothing in the value that is refused, and as many members as the text names.
 * Where it is in doubt, `mustBePlain` decides; reading every token makes decoding several times slower.
 */
function isClearlyPlain(text: string, parsed: unknown): boolean {
  return !text.includes('\\') && membersIn(parsed, 1) === membersNamedIn(text);
}

/** How many members the value has in all; NaN when it holds something to refuse. */
function membersIn(value: unknown, depth: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > depthMax) return NaN;
  let members = 0;
  if (Array.isArray(value)) {
    for (const element of value) members += membersIn(element, depth + 1);
    return members;
  }
  const object = value as Readonly<Record<string, unknown>>;
  // Not Object.entries, which makes a pair for each member of each event.
  for (const name of Object.keys(object)) members += name === '__proto__' ? NaN : 1 + membersIn(object[name], depth + 1);
  return members;
}

const quote = 0x22;
const colon = 0x3a;

/** How many colons stand outside the strings of valid JSON without escapes: one for each member. */
function membersNamedIn(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === colon) members += 1;
    else if (code === quote) at = text.indexOf('"', at + 1);
  }
  return members;
}

/** The tokens of valid JSON: strings, numbers, and the marks that give it structure. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

/** Names seen so far in an object that is open; undefined stands for an open array. */
type Open = Set<string> | undefined;

/** Reads the text itself, since `JSON.parse` has already merged members of one name and rounded numbers away. */
function mustBePlain(text: string): void {
  const open: Open[] = [];
  let nameFollows = false;
  for (const [part] of text.matchAll(token)) {
    if (part.startsWith('"')) {
      const string = plainString(part);
      if (nameFollows) mustBeNewName(string, open.at(-1));
    } else if (/^[-\d]/.test(part)) {
      if (!Number.isFinite(Number(part))) throw new NotJson(`The number ${part.slice(0, 40)} is beyond the finite numbers.`);
    } else {
      nest(open, part);
    }
    nameFollows = part === '{' || (part === ',' && open.at(-1) !== undefined);
  }
}

function nest(open: Open[], mark: string): void {
  if (mark === '{') open.push(new Set());
  else if (mark === '[') open.push(undefined);
  else if (mark === '}' || mark === ']') open.pop();
  if (open.length > depthMax) throw new NotJson(`The value is nested more than ${depthMax} levels deep.`);
}

/** Strict UTF-8 and JSON leave an escape as the only way for NUL or half a surrogate pair to come in. */
function plainString(part: string): string {
  if (!part.includes('\\')) return part.slice(1, -1);
  const string = JSON.parse(part) as string;
  if (string.includes('\0')) throw new NotJson('A string contains the character NUL.');
  if (/\p{Surrogate}/u.test(string)) throw new NotJson('A string contains half of a surrogate pair.');
  return string;
}

function mustBeNewName(name: string, names: Set<string> | undefined): void {
  if (name === '__proto__') throw new NotJson('A member is named __proto__.');
  // V8 (seen in 13.6) can read the name "\"" as "\\" after it has read an object with both.
  if (/["\\]/.test(name))
    throw new NotJson(`A member's name contains a quotation mark or a backslash: ${JSON.stringify(name.slice(0, 80))}.`);
  if (names?.has(name)) throw new NotJson(`The member ${JSON.stringify(name.slice(0, 80))} stands twice in one object.`);
  names?.add(name);
}
