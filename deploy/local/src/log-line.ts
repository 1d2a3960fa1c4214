/** A log line of a service as a person reads it: the few words that matter, or nothing for lines that only the file keeps. */
export type ShortLine = { readonly severity: 'quiet' | 'info' | 'warn' | 'error'; readonly text: string };

const severities: Readonly<Record<string, ShortLine['severity']>> = {
  10: 'quiet',
  20: 'quiet',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'error',
  trace: 'quiet',
  debug: 'quiet',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'error',
};

/** Shortens a structured line; a line that is no JSON object (a crash, a runtime warning) is shown as it is. */
export function shortLine(line: string): ShortLine {
  const record = recordOf(line);
  if (!record) return { severity: 'warn', text: line };
  const severity = severities[String(record['level'])] ?? 'info';
  const reason = reasonOf(record['err'] ?? record['error']);
  const correlation = severity === 'info' ? '' : field(record, 'correlationId');
  return {
    severity: severity === 'info' && isRequestLine(record) ? 'quiet' : severity,
    text: `${text(record['msg'])}${reason}${correlation}`,
  };
}

/** Every answered request has a line in the file; on the terminal hundreds of them would hide the rest, so only what failed there is shown. */
const isRequestLine = (record: Readonly<Record<string, unknown>>): boolean => 'route' in record && Number(record['statusCode']) < 500;

function recordOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error === undefined || error === null) return '';
  const message = typeof error === 'object' && 'message' in error ? error.message : error;
  return `: ${text(message)}`;
}

const field = (record: Readonly<Record<string, unknown>>, name: string): string =>
  record[name] === undefined ? '' : ` (${name} ${text(record[name])})`;

const text = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
