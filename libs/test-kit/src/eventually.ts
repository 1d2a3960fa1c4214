import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it no longer throws and resolves with what it returned; rejects with its last error when `timeoutMs` have passed. */
export async function eventually<T>(check: () => Promise<T> | T, { timeoutMs = 20_000, everyMs = 50 } = {}): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
    await sleep(everyMs);
  }
}
