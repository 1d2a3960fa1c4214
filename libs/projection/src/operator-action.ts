import type { Sql } from '@jinqiao/event-log/sql';

/** Who asks for something and why, in the caller's own words. */
export type Asked = { readonly requestedBy: string; readonly reason: string };

/** Notes in the transaction of an operator's act who did it and why; the note can't be changed afterwards. */
export async function recordAction(
  sql: Sql,
  action: Asked & { readonly action: string; readonly subject: string; readonly details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await sql('INSERT INTO operator_action (action, subject, requested_by, reason, details) VALUES ($1, $2, $3, $4, $5::jsonb)', [
    action.action,
    action.subject,
    action.requestedBy,
    action.reason,
    JSON.stringify(action.details ?? {}),
  ]);
}
