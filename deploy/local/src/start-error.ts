/** A start that cannot succeed for a reason that its reader can mend: printed as it stands, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
