import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import type { SchemaIssue } from '@jinqiao/problem-details/field-errors';

type Schema = Parameters<StandardSchemaValidationPipe['validate']>[1];

/** Validates `@Body`, `@Query` and `@Param` by the schema given to them, and keeps what Nest's own pipe drops: the pointer and the value seen of each fault. */
export class RequestValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const schema = metadata.schema as Schema | undefined;
    if (!schema || !this.toValidate(metadata)) return value;
    const read = await schema['~standard'].validate(value);
    if (!read.issues) return read.value as T;
    const issues = read.issues as readonly SchemaIssue[];
    const part = metadata.type === 'query' ? 'query' : metadata.type === 'param' ? 'path' : undefined;
    if (metadata.data === undefined) throw requestNotValid(issues, value, part);
    const name = metadata.data;
    throw requestNotValid(
      issues.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] })),
      { [name]: value },
      part,
    );
  }
}
