import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { OutboxLimit } from '@jinqiao/event-log/outbox-limit';
import { inTransaction } from '@jinqiao/event-log/transaction';
import type { Scope } from '@jinqiao/event-log/transaction';
import type { Sql } from '@jinqiao/event-log/sql';
import { Problem } from '@jinqiao/problem-details/problem';
import type { DataSource, EntityManager } from 'typeorm';
import { callerOf } from './auth.js';
import { commandContext } from './command-context.js';
import type { CommandContext, CommandRequest } from './command-context.js';

export type { CommandContext } from './command-context.js';

/** What a command answers; `etag` is the bare revision or a whole weak tag (`W/"…"`), `location` a path. `replayed` is set by `Commands` when a stored answer is given again. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly etag?: string;
  readonly consistencyToken?: string;
  readonly location?: string;
  readonly replayed?: true;
};

const commandParameter = createParamDecorator((_: unknown, context: ExecutionContext) =>
  commandContext(context.switchToHttp().getRequest<CommandRequest>(), callerOf(context)),
);

/** Gives a changing route its `CommandContext`; a POST without `Idempotency-Key` is refused with 400. */
export function Command(): ParameterDecorator {
  return (target, method, index) => {
    commandParameter()(target, method, index);
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    const header = {
      name: 'Idempotency-Key',
      required: true,
      description: 'New for each intended change; the same when a request is repeated.',
    };
    if (method !== undefined && descriptor) ApiHeader(header)(target, method, descriptor);
  };
}

/** Runs changes: each in one transaction together with its idempotency row, so that a request sent twice takes effect once. */
export class Commands {
  constructor(
    private readonly dataSource: DataSource,
    private readonly afterCommit: () => void,
    private readonly outboxLimit?: OutboxLimit,
  ) {}

  /**
   * Runs the work and stores its answer under the command's key; the same key and request give the stored answer again, another request gets 422.
   * A failure is not stored. While the outbox is full, work that appends an event fails with 503; other work goes on. The work must use the `sql` or `manager` given to it and no other connection.
   */
  async run(command: CommandContext, scope: Scope, work: (sql: Sql, manager: EntityManager) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await inTransaction(this.dataSource, scope, (sql, manager) =>
          once(sql, { command, scope }, () => work(this.withRoom(sql), manager)),
        );
        if (!answer.replayed) this.afterCommit();
        return answer;
      } catch (error) {
        if (attempt >= attempts || !isLostRace(error)) throw error;
      }
    }
  }

  private withRoom(sql: Sql): Sql {
    const { outboxLimit } = this;
    if (outboxLimit === undefined) return sql;
    return Object.assign<Sql, Pick<Sql, 'requireRoom'>>((statement, parameters) => sql(statement, parameters), {
      requireRoom: () => outboxLimit.requireRoom(),
    });
  }
}

const attempts = 3;

async function once(sql: Sql, { command, scope }: { command: CommandContext; scope: Scope }, work: () => Promise<Answer>): Promise<Answer> {
  if (command.idempotencyKey === '') return work();
  const institutionId = 'institutionId' in scope ? scope.institutionId : null;
  const owner = institutionId ?? `subject:${command.caller.subject}`;
  const key = [owner, command.route, command.idempotencyKey];
  // A concurrent holder of the key makes this statement wait until it has committed or rolled back.
  const [claimed] = await sql(
    `INSERT INTO idempotency_key (owner, route, idempotency_key, institution_id, fingerprint, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING owner`,
    [...key, institutionId, command.fingerprint, command.now.toISOString()],
  );
  if (claimed === undefined) return storedAnswer(sql, key, command.fingerprint);
  const answer = await work();
  await sql('UPDATE idempotency_key SET answer = $4 WHERE owner = $1 AND route = $2 AND idempotency_key = $3', [
    ...key,
    JSON.stringify(answer),
  ]);
  return answer;
}

async function storedAnswer(sql: Sql, key: readonly string[], fingerprint: string): Promise<Answer> {
  const [stored] = await sql(
    'SELECT fingerprint, answer FROM idempotency_key WHERE owner = $1 AND route = $2 AND idempotency_key = $3',
    key,
  );
  if (stored?.['fingerprint'] !== fingerprint) {
    throw new Problem(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Use a new key for a new change, or repeat the old request exactly.',
    );
  }
  return { ...(JSON.parse(String(stored['answer'])) as Answer), replayed: true };
}

/** Postgres chose this transaction as the loser of a deadlock or a serialisation conflict; nothing of it remains. */
function isLostRace(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return code === '40P01' || code === '40001';
}
