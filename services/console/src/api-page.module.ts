import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { OpenApiStore } from './open-api.store.js';

/** Serves the OpenAPI page at `/docs`, from files of this machine alone, with the services' documents as they are at that moment. */
export function serveApiPage(app: NestFastifyApplication): void {
  const store = app.get(OpenApiStore);
  const empty = { ...new DocumentBuilder().build(), paths: {} };
  SwaggerModule.setup('docs', app, empty, {
    raw: false,
    customSiteTitle: 'Jinqiao API',
    patchDocumentOnRequest: async () => ({ ...empty, ...((await store.merged()) as object) }),
    swaggerOptions: { validatorUrl: null, persistAuthorization: true, displayRequestDuration: true },
  });
}
