import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import type { SchemaIssue } from '@jinqiao/problem-details/field-errors';

/** Validates `@Body`, `@Query` and `@Param` by the schema given to them; unlike Nest's own pipe it keeps the pointer and the value seen of each fault. */
export class RequestValidationPipe implements PipeTransform {
  async transform(value: unknown, { schema, type: source, data: name }: ArgumentMetadata): Promise<unknown> {
    if (!schema || source === 'custom') return value;
    const read = await schema['~standard'].validate(value);
    if (!read.issues) return read.value;
    const issues = read.issues as readonly SchemaIssue[];
    const part = source === 'query' ? 'query' : source === 'param' ? 'path' : undefined;
    if (name === undefined) throw requestNotValid(issues, value, part);
    const named = issues.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] }));
    throw requestNotValid(named, { [name]: value }, part);
  }
}
