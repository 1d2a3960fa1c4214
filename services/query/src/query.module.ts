import { Module } from '@nestjs/common';
import { AccessClassStore } from './access-class.store.js';
import { CatalogueProductController } from './catalogue-product.controller.js';
import { CatalogueSearchController } from './catalogue-search.controller.js';
import { CatalogueConsumer } from './catalogue.consumer.js';
import { CatalogueStore } from './catalogue.store.js';
import { CommitSignal } from './commit-signal.js';
import { ConsistencyStore } from './consistency.store.js';
import { FreshnessStore } from './freshness.store.js';

@Module({
  controllers: [CatalogueSearchController, CatalogueProductController, CatalogueConsumer],
  providers: [AccessClassStore, CatalogueStore, CommitSignal, ConsistencyStore, FreshnessStore],
})
export class QueryModule {}
