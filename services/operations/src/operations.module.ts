import { Module } from '@nestjs/common';
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
export class OperationsModule {}
