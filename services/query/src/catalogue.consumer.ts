import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { accessClass } from './access-class.projection.js';
import { catalogueInstitution } from './catalogue-institution.projection.js';
import { catalogueProduct } from './catalogue-product.projection.js';
import { CommitSignal } from './commit-signal.js';
import { productAccess } from './product-access.projection.js';

@Controller()
export class CatalogueConsumer {
  constructor(
    private readonly projector: Projector,
    private readonly commits: CommitSignal,
  ) {
    projector.register(catalogueProduct, catalogueInstitution, accessClass, productAccess);
  }

  @EventPattern('jinqiao.products.v1')
  onProducts(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    return this.project(catalogueProduct, batch);
  }

  @EventPattern('jinqiao.institutions.v1')
  onInstitutions(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    return this.project(catalogueInstitution, batch);
  }

  @EventPattern('jinqiao.access-classes.v1')
  onAccessClasses(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    return this.project(accessClass, batch);
  }

  @EventPattern('jinqiao.access.v1')
  onAccess(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    return this.project(productAccess, batch);
  }

  private async project(projection: Projection, batch: RecordBatch): Promise<BatchOutcome> {
    const outcome = await this.projector.run(projection, batch);
    this.commits.announce();
    return outcome;
  }
}
