/**
 * How a value is compared: a `decimal` by its amount, an `instant` by its moment, a `set` (or a set whose records are told apart by one of their
 * members) without its order. Whatever has no kind is compared as JSON: texts without white space at their ends, lists with their order.
 */
export type Kind = 'decimal' | 'instant' | 'set' | { readonly setBy: string };

/** Kinds by JSON pointer; the token `*` stands for any position of a list and any field (`/names/*`), and a field's own name goes before it. */
export type Kinds = Readonly<Record<string, Kind>>;

/** The same kinds for a value that holds the one they were written for under this pointer. */
export function kindsBelow(pointer: string, kinds: Kinds): Kinds {
  return Object.fromEntries(Object.entries(kinds).map(([place, kind]) => [`${pointer}${place}`, kind]));
}

/** Kinds as a walk through a value asks for them. */
export type KindTree = { readonly kind?: Kind; readonly below: ReadonlyMap<string, KindTree> };

const nothingKnown: KindTree = { below: new Map() };
const treeOfKinds = new WeakMap<Kinds, KindTree>();

/** The kinds as a tree, made once for each object of kinds. */
export function kindTree(kinds: Kinds | undefined): KindTree {
  if (kinds === undefined) return nothingKnown;
  const known = treeOfKinds.get(kinds) ?? grow(Object.entries(kinds).map(([pointer, kind]) => [pointer.split('/').slice(1), kind]));
  treeOfKinds.set(kinds, known);
  return known;
}

/** What is known of a field or a position. */
export const below = (tree: KindTree, token: string): KindTree => tree.below.get(token) ?? tree.below.get('*') ?? nothingKnown;

function grow(places: readonly (readonly [path: readonly string[], kind: Kind])[]): KindTree {
  const here = places.find(([path]) => path.length === 0);
  const tokens = new Set(places.flatMap(([path]) => path.slice(0, 1)));
  const subtree = (token: string): KindTree =>
    grow(places.filter(([path]) => path[0] === token).map(([path, kind]) => [path.slice(1), kind] as const));
  return { ...(here && { kind: here[1] }), below: new Map([...tokens].map((token) => [unescaped(token), subtree(token)])) };
}

/** A field's name as a JSON pointer writes it (RFC 6901). */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
