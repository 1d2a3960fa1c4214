import { createParamDecorator, Inject, Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Answer } from '@jinqiao/service-runtime/commands';
import { notAnswering, passedOnProblem } from './passed-on-problem.js';
import { NoAnswer, Services } from './services.store.js';
import type { OnBehalfOf, Question, ServiceAnswer } from './services.store.js';
import { watchedServices } from './watched-service.js';
import type { WatchedService } from './watched-service.js';

/** What the services said to a question put to all of them, each with its name; those that did not answer are named apart. */
export type Gathered = {
  readonly answers: readonly { readonly service: WatchedService; readonly body: unknown }[];
  readonly notAnswering: readonly { readonly service: WatchedService; readonly reason: string }[];
};

/** Gives a route the operator in whose name the services are asked: his own token (ADR 0007) and the request's correlation id. */
export const Operator = createParamDecorator((_: unknown, context: ExecutionContext): OnBehalfOf => {
  const { id, headers } = context.switchToHttp().getRequest<{ id: string; headers: { authorization?: string } }>();
  return { authorization: headers.authorization ?? '', correlationId: id };
});

/** Puts operators' questions to the services and passes their answers on, each named after its service. */
@Injectable()
export class Forwarding {
  constructor(@Inject(Services) private readonly services: Services) {}

  /** Asks one service; its refusal is ours, with its name. */
  async one(service: WatchedService, question: Question, operator: OnBehalfOf): Promise<Answer> {
    const { status, body } = await this.ask(service, question, operator);
    if (status < 200 || status > 299) throw passedOnProblem(service, status, body);
    return { status, body: { service, ...(typeof body === 'object' ? body : {}) } };
  }

  /** Asks all services; one that lacks the route (404) or refuses is named with its reason. A refusal of the operator's own token is thrown. */
  async all(question: Question, operator: OnBehalfOf): Promise<Gathered> {
    const asked = await Promise.all(
      watchedServices.map(async (service) => {
        try {
          const { status, body } = await this.services.ask(service, question, operator);
          if (status === 200) return { service, body };
          if (status === 404) return { service, body: {} };
          return { service, reason: `It answered with status ${status}.` };
        } catch (error) {
          if (error instanceof NoAnswer) return { service, reason: error.message };
          throw error;
        }
      }),
    );
    return {
      answers: asked.flatMap((answer) => ('body' in answer ? [{ service: answer.service, body: answer.body }] : [])),
      notAnswering: asked.flatMap((answer) => ('reason' in answer ? [{ service: answer.service, reason: answer.reason ?? '' }] : [])),
    };
  }

  private async ask(service: WatchedService, question: Question, operator: OnBehalfOf): Promise<ServiceAnswer> {
    try {
      return await this.services.ask(service, question, operator);
    } catch (error) {
      throw error instanceof NoAnswer ? notAnswering(service, error.message) : error;
    }
  }
}
