import { Problem, problemTypes } from '@jinqiao/problem-details/problem';
import type { ProblemType } from '@jinqiao/problem-details/problem';
import { z } from 'zod';

const Answered = z.looseObject({ type: z.string(), detail: z.string() });
const ownMembers = new Set(['type', 'title', 'status', 'detail', 'instance', 'correlationId']);

/** The refusal of a service as our own answer: the same problem in the same words, with the service's name. */
export function passedOnProblem(service: string, status: number, body: unknown): Problem {
  const answered = Answered.safeParse(body);
  const type = answered.success ? answered.data.type.split('/').at(-1) : undefined;
  if (!answered.success || !isProblemType(type) || problemTypes[type].status !== status)
    return notAnswering(service, `It answered with status ${status}.`);
  const members = Object.fromEntries(Object.entries(answered.data).filter(([name]) => !ownMembers.has(name)));
  return new Problem(type, answered.data.detail, { ...members, service });
}

/** The problem of a service that does not answer as it should. */
export const notAnswering = (service: string, reason: string): Problem =>
  new Problem('dependency-unavailable', `The ${service} service does not answer as it should: ${reason} Try again in a few seconds.`, {
    service,
  });

const isProblemType = (type: string | undefined): type is ProblemType => type !== undefined && Object.hasOwn(problemTypes, type);
