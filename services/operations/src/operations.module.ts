import { Inject, Module } from '@nestjs/common';
import type { Metrics } from '@jinqiao/service-runtime/metrics';
import { METRICS } from '@jinqiao/service-runtime/tokens';
import { AccessClassesController } from './access-classes.controller.js';
import { consumerGroupGauges } from './consumer-group-gauges.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { Forwarding } from './forwarding.store.js';
import { JobsController } from './jobs.controller.js';
import { LiveController } from './live.controller.js';
import { LiveViewers } from './live-viewers.store.js';
import { MachineIdentity } from './machine-identity.store.js';
import { OwnQuestions } from './own-questions.store.js';
import { ProjectionsController } from './projections.controller.js';
import { Reconciler } from './reconciler.store.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationLook } from './reconciliation-look.store.js';
import { ReconciliationRound } from './reconciliation-round.store.js';
import { Services } from './services.store.js';
import { StreamSampler } from './stream-sampler.store.js';
import { StreamsController } from './streams.controller.js';
import { StreamsStore } from './streams.store.js';
import { TraceController } from './trace.controller.js';

@Module({
  controllers: [
    StreamsController,
    LiveController,
    DeadLettersController,
    JobsController,
    ProjectionsController,
    ReconciliationController,
    TraceController,
    AccessClassesController,
  ],
  providers: [
    Services,
    MachineIdentity,
    StreamsStore,
    StreamSampler,
    LiveViewers,
    Forwarding,
    OwnQuestions,
    ReconciliationLook,
    ReconciliationRound,
    Reconciler,
  ],
})
export class OperationsModule {
  constructor(@Inject(METRICS) metrics: Metrics, @Inject(StreamSampler) sampler: StreamSampler) {
    metrics.add(consumerGroupGauges(() => sampler.latest()));
  }
}
