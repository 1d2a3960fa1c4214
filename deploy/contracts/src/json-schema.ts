import { z } from 'zod';

/** The keywords of JSON Schema (2020-12) that `z.toJSONSchema` writes. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
} & Readonly<Record<string, unknown>>;

/** A shape as its readers may rely on it: fields that it does not name may come with a later release. */
export const schemaOf = (shape: z.ZodType): JsonSchema => z.toJSONSchema(shape, { io: 'input' }) as JsonSchema;

/** Follows a reference inside the document; a schema without one is itself. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  if (schema.$ref === '#') return root;
  const found = root.$defs?.[schema.$ref.replace(/^#\/\$defs\//, '')];
  if (found === undefined) throw new Error(`The reference ${schema.$ref} leads nowhere.`);
  return found;
}
