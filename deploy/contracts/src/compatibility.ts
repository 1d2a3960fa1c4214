import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './json-schema.js';
import { resolved } from './json-schema.js';

/** One thing that a reader of a released version could not live with: the field, by its pointer (`*` for any member), and what became of it. */
export type Incompatibility = { readonly field: string; readonly fault: string };

/**
 * What makes today's shape incompatible with a released one. Compatible are new optional fields, new values of an enumeration, new alternatives of a
 * record and wider limits: consumers are released before the producer that uses them.
 * What a Zod refinement demands is not in a schema; the replay of golden examples through today's consumers finds that.
 */
export function incompatibilities(released: JsonSchema, today: JsonSchema): readonly Incompatibility[] {
  const underway = new Set<string>();
  return compare(released, today, '');

  function compare(before: JsonSchema, after: JsonSchema, field: string): readonly Incompatibility[] {
    const references = `${before.$ref ?? ''} ${after.$ref ?? ''}`;
    // A shape that holds itself is compared once.
    if (underway.has(references)) return [];
    if (references.length > 1) underway.add(references);
    const found = compareResolved(resolved(before, released), resolved(after, today), field);
    underway.delete(references);
    return found;
  }

  function compareResolved(one: JsonSchema, other: JsonSchema, field: string): readonly Incompatibility[] {
    const alternatives = [one.anyOf ?? one.oneOf, other.anyOf ?? other.oneOf] as const;
    if (alternatives[0] !== undefined || alternatives[1] !== undefined)
      return compareAlternatives(alternatives[0] ?? [one], alternatives[1] ?? [other], field);
    const types = [typesOf(one), typesOf(other)] as const;
    if (!isDeepStrictEqual(...types))
      return [{ field, fault: `its type changed from ${types[0].join(' or ')} to ${types[1].join(' or ')}` }];
    return [...compareValues(one, other, field), ...compareFields(one, other, field), ...compareMembers(one, other, field)];
  }

  function compareAlternatives(before: readonly JsonSchema[], after: readonly JsonSchema[], field: string): readonly Incompatibility[] {
    const types = (schemas: readonly JsonSchema[], root: JsonSchema): string[] =>
      [...new Set(schemas.flatMap((schema) => typesOf(resolved(schema, root))))].sort();
    const [typesBefore, typesAfter] = [types(before, released), types(after, today)];
    if (!isDeepStrictEqual(typesBefore, typesAfter))
      return [{ field, fault: `its type changed from ${typesBefore.join(' or ')} to ${typesAfter.join(' or ')}` }];
    return before.flatMap((alternative) => {
      const tries = after.map((candidate) => compare(alternative, candidate, field));
      return tries.reduce((fewest, found) => (found.length < fewest.length ? found : fewest), tries[0] ?? [{ field, fault: 'it is gone' }]);
    });
  }

  function compareFields(before: JsonSchema, after: JsonSchema, field: string): readonly Incompatibility[] {
    const [was, is] = [new Set(before.required), new Set(after.required)];
    const known = before.properties ?? {};
    const kept = Object.entries(known).flatMap(([name, schema]): readonly Incompatibility[] => {
      const place = `${field}/${name}`;
      const now = after.properties?.[name];
      if (now === undefined) return [{ field: place, fault: 'the field was removed' }];
      if (!was.has(name) && is.has(name)) return [{ field: place, fault: 'the field became required, and earlier events lack it' }];
      if (was.has(name) && !is.has(name)) return [{ field: place, fault: 'the field became optional, and readers rely on it' }];
      return compare(schema, now, place);
    });
    const added = [...is].filter((name) => !Object.hasOwn(known, name));
    return [...kept, ...added.map((name) => ({ field: `${field}/${name}`, fault: 'a new field is required, and earlier events lack it' }))];
  }

  function compareMembers(before: JsonSchema, after: JsonSchema, field: string): readonly Incompatibility[] {
    return (['items', 'additionalProperties', 'propertyNames'] as const).flatMap((keyword): readonly Incompatibility[] => {
      const [one, other] = [before[keyword], after[keyword]];
      if (other === undefined || other === true || isDeepStrictEqual(one, other)) return [];
      if (typeof one !== 'object' || typeof other !== 'object') return [{ field: `${field}/*`, fault: `${keyword} was narrowed` }];
      return compare(one, other, `${field}/*`);
    });
  }
}

const typesOf = ({ type, ...schema }: JsonSchema): readonly string[] => {
  if (type !== undefined) return [type].flat().sort();
  const values = 'const' in schema ? [schema.const] : (schema.enum ?? []);
  return values.length === 0 ? ['any'] : [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))].sort();
};

const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined => ('const' in schema ? [schema.const] : schema.enum);

/** Limits of a value; a greater one narrows in the first list, a smaller one in the second. */
const lowerLimits = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperLimits = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function compareValues(before: JsonSchema, after: JsonSchema, field: string): readonly Incompatibility[] {
  const faults = [...narrowedValues(before, after), ...narrowedLimits(before, after), ...narrowedForms(before, after)];
  return faults.map((fault) => ({ field, fault }));
}

function narrowedValues(before: JsonSchema, after: JsonSchema): readonly string[] {
  const [values, now] = [valuesOf(before), valuesOf(after)];
  const shown = (some: readonly unknown[]): string => some.map((value) => JSON.stringify(value)).join(', ');
  if (now === undefined) return [];
  if (values === undefined) return [`it was narrowed to the values ${shown(now)}`];
  const gone = values.filter((value) => !now.includes(value));
  return gone.length === 0 ? [] : [`the value ${shown(gone)} was removed`];
}

function narrowedLimits(before: JsonSchema, after: JsonSchema): readonly string[] {
  const narrowed = (keyword: string, none: number, sign: 1 | -1): readonly string[] => {
    const [one, other] = [before[keyword] ?? none, after[keyword] ?? none] as [number, number];
    return other * sign > one * sign ? [`${keyword} was narrowed to ${other}`] : [];
  };
  return [
    ...lowerLimits.flatMap((keyword) => narrowed(keyword, -Infinity, 1)),
    ...upperLimits.flatMap((keyword) => narrowed(keyword, Infinity, -1)),
  ];
}

function narrowedForms(before: JsonSchema, after: JsonSchema): readonly string[] {
  // How a library writes the pattern of a format is its own affair.
  const keywords = ['format', 'multipleOf', 'uniqueItems', ...(after.format === undefined ? ['pattern'] : [])];
  const narrowed = keywords.filter((keyword) => after[keyword] !== undefined && after[keyword] !== before[keyword]);
  return narrowed.map((keyword) => `its ${keyword} was narrowed to ${JSON.stringify(after[keyword])}`);
}
