import { setTimeout as sleep } from 'node:timers/promises';

const firstMs = 100;

const mostMs = 2_000;

/** How long to wait after so many failures in a row: doubling from 100 ms to 2 s, never in step with others. */
export function backOffMs(failures: number, random: () => number = Math.random): number {
  return Math.min(firstMs * 2 ** Math.min(failures - 1, 16), mostMs) * (0.75 + random() / 2);
}

/** Waits that long, or until the signal says that waiting is pointless. */
export async function backOff(failures: number, signal: AbortSignal): Promise<void> {
  await sleep(backOffMs(failures), undefined, { signal }).catch(() => undefined);
}

/** The first failures of an outage are worth a line, then one in thirty. */
export function worthALine(failures: number): boolean {
  return failures === 1 || failures % 30 === 0;
}
