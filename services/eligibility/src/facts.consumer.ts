import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Relay } from '@jinqiao/event-log/relay';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import { Projector } from '@jinqiao/projection/projector';
import type { CurrentLaw } from './current-law.js';
import { DeterminationsConsumer } from './determinations.consumer.js';
import { institutionFactsProjection, productFactsProjection } from './facts.projection.js';
import { LAW } from './law.js';

/** Takes in what other services say of products and institutions. */
@Controller()
export class FactsConsumer {
  private readonly productFacts;

  constructor(
    @Inject(LAW) law: CurrentLaw,
    private readonly projector: Projector,
    private readonly relay: Relay,
    private readonly determinations: DeterminationsConsumer,
  ) {
    this.productFacts = productFactsProjection(law.in);
    projector.register(this.productFacts, institutionFactsProjection);
  }

  @EventPattern('jinqiao.products.v1')
  async products(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    const outcome = await this.projector.run(this.productFacts, batch);
    this.relay.wake();
    return outcome;
  }

  @EventPattern('jinqiao.institutions.v1')
  async institutions(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    const outcome = await this.projector.run(institutionFactsProjection, batch);
    this.determinations.wake();
    return outcome;
  }
}
