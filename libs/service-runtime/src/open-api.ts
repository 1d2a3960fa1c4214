import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

type Operation = { parameters?: { name?: string }[]; responses: Record<string, object> };

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'The page that explains this problem.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened here, and what to do next.' },
    instance: { type: 'string' },
    correlationId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, in: { enum: ['query', 'path'] }, detail: { type: 'string' }, rejectedValue: {} },
      },
    },
  },
} as const;

/** The service's OpenAPI 3.1 document, made from the Zod schemas of its routes. */
export function openApiDocument(app: NestFastifyApplication, service: string): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Jinqiao ${service}`)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, outline, { standardSchemaConverter: jsonSchemaOf });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problem as object } };
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) {
      operation.parameters = (operation.parameters ?? []).filter(({ name }) => isShown(name, method));
      operation.responses['default'] = {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
  return document;
}

/** The token is described by the security scheme; only a POST needs a key. */
const isShown = (parameter: string | undefined, method: string): boolean =>
  parameter?.toLowerCase() !== 'authorization' && (parameter !== 'Idempotency-Key' || method === 'post');

function jsonSchemaOf(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, ...converted } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' });
  delete converted.$schema;
  return { schema: converted, components: $defs };
}
