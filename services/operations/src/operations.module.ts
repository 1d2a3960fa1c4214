import { Inject, Module } from '@nestjs/common';
import type { Metrics } from '@jinqiao/service-runtime/metrics';
import { METRICS } from '@jinqiao/service-runtime/tokens';
import { consumerGroupGauges } from './consumer-group-gauges.js';
import { LiveController } from './live.controller.js';
import { LiveViewers } from './live-viewers.store.js';
import { MachineIdentity } from './machine-identity.store.js';
import { Services } from './services.store.js';
import { StreamSampler } from './stream-sampler.store.js';
import { StreamsController } from './streams.controller.js';
import { StreamsStore } from './streams.store.js';

@Module({
  controllers: [StreamsController, LiveController],
  providers: [Services, MachineIdentity, StreamsStore, StreamSampler, LiveViewers],
})
export class OperationsModule {
  constructor(@Inject(METRICS) metrics: Metrics, @Inject(StreamSampler) sampler: StreamSampler) {
    metrics.add(consumerGroupGauges(() => sampler.latest()));
  }
}
