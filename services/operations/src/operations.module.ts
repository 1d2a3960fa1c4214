import { Module } from '@nestjs/common';
import { StreamsController } from './streams.controller.js';
import { StreamsStore } from './streams.store.js';

@Module({ controllers: [StreamsController], providers: [StreamsStore] })
export class OperationsModule {}
