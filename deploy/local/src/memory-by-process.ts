import { familyMemoryMb, memoryMb } from './process-table.js';

/** What one process holds in memory, in MiB; Postgres with all its backends. */
export type ProcessMemory = { readonly name: string; readonly pid: number; readonly rssMb: number };

/** Measures each process once, all at the same time. */
export const memoryOf = (processes: readonly { name: string; pid: number }[]): Promise<readonly ProcessMemory[]> =>
  Promise.all(
    processes.map(async ({ name, pid }) => ({ name, pid, rssMb: await (name === 'postgres' ? familyMemoryMb(pid) : memoryMb(pid)) })),
  );
