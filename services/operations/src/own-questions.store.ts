import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { MachineIdentity } from './machine-identity.store.js';
import { NoAnswer, Services } from './services.store.js';
import type { Question } from './services.store.js';
import type { WatchedService } from './watched-service.js';

/** Questions that operations asks in its own name. */
@Injectable()
export class OwnQuestions {
  constructor(
    @Inject(Services) private readonly services: Services,
    @Inject(MachineIdentity) private readonly identity: MachineIdentity,
  ) {}

  /** The answer in its expected shape; undefined where the service has no such thing (404), and `NoAnswer` with the reason for everything else. */
  async ask<Shape extends z.ZodType>(
    service: WatchedService,
    question: Question & { readonly correlationId: string },
    shape: Shape,
  ): Promise<z.infer<Shape> | undefined> {
    const onBehalfOf = { authorization: await this.identity.authorization(), correlationId: question.correlationId };
    const { status, body } = await this.services.ask(service, question, onBehalfOf);
    if (status === 404) return undefined;
    if (status === 401) this.identity.forget();
    if (status < 200 || status > 299) throw new NoAnswer(`It answered with status ${status}.`);
    const read = shape.safeParse(body);
    if (!read.success) throw new NoAnswer('Its answer has another shape than expected.');
    return read.data;
  }
}
