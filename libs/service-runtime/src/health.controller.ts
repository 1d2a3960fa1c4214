import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Problem } from '@jinqiao/problem-details/problem';
import { Public } from './auth.js';
import { READINESS } from './tokens.js';

/** Whether one dependency answers now. */
export type ReadinessCheck = { readonly name: string; readonly isReady: () => Promise<boolean> };

const answerWithinMs = 2_000;

/** `/health/live`: the process runs. `/health/ready`: its database and its event stream answer, so that it can be sent work. */
@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly checks: readonly ReadinessCheck[]) {}

  @Get('live')
  live(): { live: true } {
    return { live: true };
  }

  @Get('ready')
  async ready(): Promise<{ ready: true; checks: readonly string[] }> {
    const outcomes = await Promise.all(
      this.checks.map(async ({ name, isReady }) => ({ name, ready: await within(isReady(), answerWithinMs) })),
    );
    const missing = outcomes.filter(({ ready }) => !ready).map(({ name }) => name);
    if (missing.length > 0)
      throw new Problem('dependency-unavailable', `Not ready: ${missing.join(' and ')} does not answer. Try again in a few seconds.`, {
        missing,
      });
    return { ready: true, checks: outcomes.map(({ name }) => name) };
  }
}

async function within(answer: Promise<boolean>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([answer.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
