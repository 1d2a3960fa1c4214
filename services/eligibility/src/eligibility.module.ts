import { Module } from '@nestjs/common';
import { ChecksController } from './checks.controller.js';
import { DeterminationsConsumer } from './determinations.consumer.js';
import { FactsConsumer } from './facts.consumer.js';
import { LAW } from './law.js';
import { releasedLaw } from './law.store.js';
import { SchemesController } from './schemes.controller.js';

@Module({
  controllers: [ChecksController, FactsConsumer, SchemesController],
  providers: [DeterminationsConsumer, { provide: LAW, useFactory: releasedLaw }],
})
export class EligibilityModule {}
