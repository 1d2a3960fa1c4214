import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Log } from '@jinqiao/event-log/log';
import { Relay } from '@jinqiao/event-log/relay';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { isInfrastructureError } from '@jinqiao/projection/infrastructure-error';
import { LOG } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import type { CurrentLaw } from './current-law.js';
import { determineDue, determineOrSetAside } from './determination-due.store.js';
import { LAW } from './law.js';

const productsInABatch = 500;
const pauseMs = 500;
const pauseAfterFailureMs = 2_000;

/** Works off the products that are due after a change of a list, an institution or the law: woken after a commit, and by itself for what another process left behind. */
@Injectable()
export class DeterminationsConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopped = false;
  private woken = false;
  private running: Promise<void> = Promise.resolve();
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly pool: Pool,
    private readonly relay: Relay,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  /** To call after a commit that noted products as due. */
  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let restMs = pauseMs;
      this.woken = false;
      try {
        await this.workOff();
      } catch (error) {
        this.log.error({ err: error }, 'Products that are due could not be determined; trying again.');
        restMs = pauseAfterFailureMs;
      }
      if (!this.stopped && !this.woken) await this.rest(restMs);
    }
  }

  private async workOff(): Promise<void> {
    while (!this.stopped) {
      const struck = await this.determineBatch();
      if (struck === 0) return;
      this.relay.wake();
    }
  }

  private async determineBatch(): Promise<number> {
    try {
      return await inPoolTransaction(this.pool, { actor: 'projector' }, (sql) => determineDue(sql, this.law.in, productsInABatch));
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      return this.determineOneByOne();
    }
  }

  /** One product of the batch can't be determined: the others must not wait for it. */
  private async determineOneByOne(): Promise<number> {
    for (let count = 0; count < productsInABatch && !this.stopped; count += 1) {
      const outcome = await inPoolTransaction(this.pool, { actor: 'projector' }, (sql) => determineOrSetAside(sql, this.law.in));
      if (outcome === 'none-due') return count;
      if (outcome === 'determined') continue;
      this.log.error({ err: outcome.error, productId: outcome.productId }, 'A product could not be determined and was set aside.');
      return count + 1;
    }
    return productsInABatch;
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
