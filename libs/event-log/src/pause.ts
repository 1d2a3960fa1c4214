/** The waiting of a loop that may be woken early and ended for good. A wake during work is kept for the next wait. */
export class Pause {
  private woken = false;
  private ended = false;
  private wakeable = false;
  private resume: (() => void) | undefined;

  /** Ends a wait that may be woken, now or the next. */
  wake(): void {
    this.woken = true;
    if (this.wakeable) this.resume?.();
  }

  /** Ends every wait, now and later. */
  end(): void {
    this.ended = true;
    this.resume?.();
  }

  /** Waits the whole time; only `end` cuts it. */
  for(ms: number): Promise<void> {
    return this.wait(ms, false);
  }

  /** Waits until woken, the time at most. */
  async untilWoken(ms: number): Promise<void> {
    if (!this.woken) await this.wait(ms, true);
    this.woken = false;
  }

  private async wait(ms: number, wakeable: boolean): Promise<void> {
    if (this.ended) return;
    this.wakeable = wakeable;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resume = undefined;
  }
}
