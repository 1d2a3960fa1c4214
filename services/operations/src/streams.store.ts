import { Inject, Injectable } from '@nestjs/common';
import { MachineIdentity } from './machine-identity.store.js';
import { NoAnswer, Services } from './services.store.js';
import type { OnBehalfOf } from './services.store.js';
import { StreamHealth } from './stream-health.js';
import type { Said } from './stream-overview.js';
import { watchedServices } from './watched-service.js';
import type { WatchedService } from './watched-service.js';

/** Asks each service how far its streams are. */
@Injectable()
export class StreamsStore {
  constructor(
    @Inject(Services) private readonly services: Services,
    @Inject(MachineIdentity) private readonly identity: MachineIdentity,
  ) {}

  /** All services at once; one that does not answer as it should is a finding with its reason. */
  readAll(onBehalfOf: OnBehalfOf): Promise<Said[]> {
    return Promise.all(watchedServices.map((service) => this.read(service, onBehalfOf)));
  }

  /** The same in operations' own name; rejects where the issuer gives it no token. */
  async readAllAsOperations(): Promise<Said[]> {
    const said = await this.readAll({ authorization: await this.identity.authorization(), correlationId: 'operations:sampler' });
    if (said.some((answer) => 'status' in answer && answer.status === 401)) this.identity.forget();
    return said;
  }

  private async read(service: WatchedService, onBehalfOf: OnBehalfOf): Promise<Said> {
    try {
      const { status, body } = await this.services.ask(service, { path: '/internal/stream-health' }, onBehalfOf);
      if (status !== 200) return { service, reason: `It answered with status ${status}.`, status };
      const health = StreamHealth.safeParse(body);
      return health.success ? { service, health: health.data } : { service, reason: 'Its answer has another shape than expected.' };
    } catch (error) {
      if (error instanceof NoAnswer) return { service, reason: error.message };
      throw error;
    }
  }
}
