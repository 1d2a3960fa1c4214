import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { InstitutionState, institutionEvents } from '@jinqiao/contracts/institution-events';
import type { BatchOutcome, RecordBatch } from '@jinqiao/event-stream/event-stream';
import type { Projection } from '@jinqiao/projection/projection';
import { Projector } from '@jinqiao/projection/projector';
import { projectInstitutions } from './institution.projection.js';
import { keepInstitutions, knownInstitutionTable } from './institution.store.js';

export const institutionProjection: Projection = {
  name: 'known-institution.v1',
  topic: 'jinqiao.institutions.v1',
  contracts: institutionEvents,
  tables: [knownInstitutionTable],
  latestOnly: true,
  apply: (sql, events) => keepInstitutions(sql, projectInstitutions(events.map(({ data }) => InstitutionState.parse(data)))),
};

@Controller()
export class InstitutionsConsumer {
  constructor(private readonly projector: Projector) {
    projector.register(institutionProjection);
  }

  @EventPattern('jinqiao.institutions.v1')
  project(@Payload() batch: RecordBatch): Promise<BatchOutcome> {
    return this.projector.run(institutionProjection, batch);
  }
}
