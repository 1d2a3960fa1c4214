/** Events that were applied, in order, and those that could not be, each with its own error. */
export type Parted<E> = { readonly applied: readonly E[]; readonly poison: readonly { readonly event: E; readonly error: unknown }[] };

/**
 * Applies events in order, all at once when they let themselves; otherwise halves are tried apart until each event that fails alone is found.
 * `attempt` applies a part wholly or not at all and answers the error that prevented it; what it throws ends everything.
 */
export async function applyBisecting<E>(
  events: readonly E[],
  attempt: (part: readonly E[]) => Promise<{ readonly error: unknown } | undefined>,
): Promise<Parted<E>> {
  const applied: E[] = [];
  const poison: { event: E; error: unknown }[] = [];
  const waiting = events.length === 0 ? [] : [events];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const failure = await attempt(part);
    const [only] = part;
    if (failure === undefined) applied.push(...part);
    else if (part.length === 1 && only !== undefined) poison.push({ event: only, error: failure.error });
    else {
      const middle = Math.ceil(part.length / 2);
      // Last in, first out: the earlier half is applied first, so that the order of a key holds.
      waiting.push(part.slice(middle), part.slice(0, middle));
    }
  }
  return { applied, poison };
}
