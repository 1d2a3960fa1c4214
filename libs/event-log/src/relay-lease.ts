import type { Pool } from 'pg';

/** How long a lease holds without renewal, in milliseconds of the database's clock: a holder that stops is replaced within about this time. */
export const leaseMs = 3_000;

const until = `clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;

/**
 * The right to publish a shard, held by one relay at a time. The database's clock decides when it ends; each change of hands raises the epoch,
 * and what the former holder still sends to the database is refused by it.
 */
export class RelayLease {
  /** The epoch under which this holder acts; 0 before the first acquisition. */
  epoch = 0n;
  private heldUntilMs = 0;

  constructor(
    private readonly pool: Pool,
    readonly shard: number,
    readonly holder: string,
  ) {}

  /** Whether the lease certainly still holds; judged by this process's monotonic clock from before the last renewal was sent, so never too late. */
  isHeld(): boolean {
    return performance.now() < this.heldUntilMs;
  }

  /** Takes a free or expired lease under the next epoch; false while another holder has it. */
  acquire(): Promise<boolean> {
    return this.hold(
      `INSERT INTO relay_lease AS lease (shard, holder, epoch, expires_at) VALUES ($1, $2, 1, ${until})
       ON CONFLICT (shard) DO UPDATE SET holder = excluded.holder, epoch = lease.epoch + 1, expires_at = ${until}
         WHERE lease.expires_at <= clock_timestamp() OR lease.holder = excluded.holder
       RETURNING epoch`,
      [this.shard, this.holder],
    );
  }

  /** Prolongs the lease; false when it has run out or changed hands. */
  renew(): Promise<boolean> {
    return this.hold(
      `UPDATE relay_lease SET expires_at = ${until} WHERE shard = $1 AND holder = $2 AND epoch = $3 AND expires_at > clock_timestamp() RETURNING epoch`,
      [this.shard, this.holder, this.epoch],
    );
  }

  /** To be called by a holder that has learnt that the lease changed hands. */
  forget(): void {
    this.heldUntilMs = 0;
  }

  /** Gives the lease back, so that the next relay need not wait for its end. */
  async release(): Promise<void> {
    this.heldUntilMs = 0;
    await this.pool.query(`UPDATE relay_lease SET expires_at = '-infinity' WHERE shard = $1 AND holder = $2 AND epoch = $3`, [
      this.shard,
      this.holder,
      this.epoch,
    ]);
  }

  private async hold(statement: string, parameters: unknown[]): Promise<boolean> {
    const askedAtMs = performance.now();
    const { rows } = await this.pool.query<{ epoch: string }>(statement, parameters);
    const [row] = rows;
    this.heldUntilMs = row === undefined ? 0 : askedAtMs + leaseMs;
    if (row !== undefined) this.epoch = BigInt(row.epoch);
    return row !== undefined;
  }
}
