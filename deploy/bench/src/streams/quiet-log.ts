/** A log that keeps quiet but for errors, which go to standard error. */
export const quietLog = {
  debug: (): void => undefined,
  info: (): void => undefined,
  warn: (): void => undefined,
  error: (fields: object, message: string): void => console.error(message, fields),
};
