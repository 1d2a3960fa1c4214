import { Module } from '@nestjs/common';
import { MachineIdentity } from './machine-identity.store.js';
import { Services } from './services.store.js';
import { StreamSampler } from './stream-sampler.store.js';
import { StreamsController } from './streams.controller.js';
import { StreamsStore } from './streams.store.js';

@Module({
  controllers: [StreamsController],
  providers: [Services, MachineIdentity, StreamsStore, StreamSampler],
})
export class OperationsModule {}
