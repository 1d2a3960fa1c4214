import { Problem } from './problem.js';
import type { FieldError } from './problem.js';

type PathSegment = PropertyKey | { readonly key: PropertyKey };

/** One fault as a Standard Schema (such as Zod) reports it. `keys` names unknown fields where the schema tells them. */
export type SchemaIssue = {
  readonly message: string;
  readonly path?: readonly PathSegment[] | undefined;
  readonly code?: string | undefined;
  readonly keys?: readonly string[] | undefined;
};

const mostErrorsShown = 50;
const longestTextShown = 200;

/** The problem `request-not-valid` for a value that a schema refused: one entry in `errors` for each fault, with its JSON pointer and the value seen. */
export function requestNotValid(issues: readonly SchemaIssue[], value?: unknown, part?: FieldError['in']): Problem {
  const errors = issues.flatMap((issue) => fieldErrors(issue, value, part));
  const shown = errors.slice(0, mostErrorsShown);
  const places = errors.length === 1 ? 'One field is' : `${errors.length} fields are`;
  const more = errors.length > shown.length ? ` The first ${shown.length} are listed.` : '';
  return new Problem('request-not-valid', `${places} not valid.${more} Correct what "errors" names, then send the request again.`, {
    errors: shown,
  });
}

/** A JSON pointer (RFC 6901) to the place that the keys lead to; the whole document is the empty pointer. */
export function pointerTo(path: readonly PathSegment[]): string {
  return path.map((segment) => `/${keyOf(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A value as an answer may repeat it: long texts are cut, objects and lists are named and not copied. */
export function shownValue(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestTextShown ? `${value.slice(0, longestTextShown)}…` : value;
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value;
}

function fieldErrors(issue: SchemaIssue, value: unknown, part: FieldError['in']): FieldError[] {
  const path = issue.path ?? [];
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) =>
      fieldError([...path, key], 'This field is not known here. Remove it or check its spelling.', value, part),
    );
  }
  const seen = valueAt(value, path);
  const missing = seen === undefined && issue.code === 'invalid_type';
  return [fieldError(path, missing ? `This field is required. ${sentence(issue.message)}` : sentence(issue.message), value, part)];
}

function fieldError(path: readonly PathSegment[], detail: string, value: unknown, part: FieldError['in']): FieldError {
  const seen = shownValue(valueAt(value, path));
  return { pointer: pointerTo(path), ...(part && { in: part }), detail, ...(seen !== undefined && { rejectedValue: seen }) };
}

function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  return path.reduce<unknown>((inner, segment) => {
    const key = keyOf(segment);
    return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<string, unknown>)[key] : undefined;
  }, value);
}

const keyOf = (segment: PathSegment): string => String(typeof segment === 'object' ? segment.key : segment);
const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
