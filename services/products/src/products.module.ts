import { Module } from '@nestjs/common';
import { InstitutionsConsumer } from './institutions.consumer.js';
import { ProductHistoryController } from './product-history.controller.js';
import { ProductsController } from './products.controller.js';

@Module({ controllers: [ProductsController, ProductHistoryController, InstitutionsConsumer] })
export class ProductsModule {}
