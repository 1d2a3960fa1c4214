/** Postgres's own codes for a connection that is lost, refused, full, shutting down, or for a lock or statement that took too long. */
const postgresCodes = /^(08...|57P0.|57014|53[0-3]..|55P03|40001|40P01|25P0[34])$/;
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ECONNABORTED',
]);
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Connection ended)/;

/** Whether an error means that the database or another server does not answer now, so that asking again later may help. */
export function isDependencyFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (postgresCodes.test(code) || networkCodes.has(code))) return true;
  if (error instanceof AggregateError && error.errors.some(isDependencyFailure)) return true;
  return driverMessages.test(error.message) || isDependencyFailure(error.cause);
}
