import type { Kind, Kinds } from './kinds.js';
import { escaped } from './kinds.js';

/** The part of a JSON Schema (2020-12, as `z.toJSONSchema` writes it) that tells kinds. */
export type KindSchema = {
  readonly $ref?: string | undefined;
  readonly $defs?: Readonly<Record<string, unknown>> | undefined;
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly oneOf?: readonly unknown[] | undefined;
  readonly allOf?: readonly unknown[] | undefined;
  readonly 'x-unordered'?: unknown;
};

/**
 * The kinds in a JSON Schema: `format: decimal`, `format: date-time`, and `x-unordered: true` for a set or `x-unordered: <member>` for one whose
 * records that member tells apart. A shape that holds itself is followed once; deeper in it nothing has a kind.
 */
export function kindsOf(schema: KindSchema): Kinds {
  const kinds: Record<string, Kind> = {};
  collect(schema, { pointer: '', inside: [] });
  return kinds;

  function collect(part: unknown, place: { readonly pointer: string; readonly inside: readonly string[] }): void {
    if (typeof part !== 'object' || part === null) return;
    const shape = part as KindSchema;
    const kind = kindHere(shape);
    if (kind !== undefined) kinds[place.pointer] ??= kind;
    const { $ref } = shape;
    if ($ref !== undefined && !place.inside.includes($ref)) collect(resolve(schema, $ref), { ...place, inside: [...place.inside, $ref] });
    for (const [below, inner] of partsOf(shape)) collect(inner, { ...place, pointer: `${place.pointer}${below}` });
  }
}

function partsOf({
  properties = {},
  items,
  additionalProperties,
  anyOf = [],
  oneOf = [],
  allOf = [],
}: KindSchema): (readonly [string, unknown])[] {
  return [
    ...Object.entries(properties).map(([name, field]) => [`/${escaped(name)}`, field] as const),
    ...[items, additionalProperties].map((each) => ['/*', each] as const),
    ...[...anyOf, ...oneOf, ...allOf].map((alternative) => ['', alternative] as const),
  ];
}

function kindHere({ format, 'x-unordered': unordered }: KindSchema): Kind | undefined {
  if (unordered === true) return 'set';
  if (typeof unordered === 'string') return { setBy: unordered };
  if (format === 'decimal') return 'decimal';
  return format === 'date-time' ? 'instant' : undefined;
}

function resolve(root: KindSchema, reference: string): unknown {
  if (reference === '#') return root;
  const name = /^#\/\$defs\/(.+)$/.exec(reference)?.[1];
  return name === undefined ? undefined : root.$defs?.[name];
}
