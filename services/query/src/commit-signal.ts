/** Wakes those who wait for a projection as soon as this replica has applied a batch. */
export class CommitSignal {
  private readonly waiters = new Set<() => void>();

  announce(): void {
    for (const wake of this.waiters) wake();
  }

  /** Resolves at the next commit here, or after `atMostMs`: another replica may have applied it. */
  next(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, atMostMs);
      this.waiters.add(wake);
    });
  }
}
