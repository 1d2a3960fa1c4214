// SQLSTATEs that speak of the server, the connection or the moment. 25P02 is left out: a transaction fails because of a statement in it, which an event may have caused.
const serverStates = /^(08|25(?!P02)|40|53|55|57|58)[0-9A-Z]{3}$|^XX00[12]$/;
// A right, column, function or table that is missing is missing for every event: a migration has not run.
const unmigratedStates = /^(42501|42703|42883|42P01)$/;
const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ESOCKET|ERR_SOCKET|ERR_STREAM)/;
const lostConnection =
  /Connection terminated|connection error and is not queryable|Client was closed|pool after calling end|timeout exceeded when trying to connect|Query read timeout/i;

/**
 * Whether an error would meet any event at this moment (Postgres down or overloaded, deadlock, lost connection, schema not migrated): the batch is then tried again, never dead-lettered.
 * Known by SQLSTATE (classes 08, 25 without 25P02, 40, 53, 55, 57, 58, and what is missing for everybody), the network's codes and the driver's words.
 */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string' && [serverStates, unmigratedStates, networkCodes].some((states) => states.test(code))) return true;
  if (lostConnection.test(error.message)) return true;
  if (Array.isArray(errors) && errors.some((inner) => isInfrastructureError(inner))) return true;
  return isInfrastructureError(error.cause);
}
