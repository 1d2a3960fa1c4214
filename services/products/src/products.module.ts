import { Module } from '@nestjs/common';
import { InstitutionsConsumer } from './institutions.consumer.js';
import { ProductsController } from './products.controller.js';

@Module({ controllers: [ProductsController, InstitutionsConsumer] })
export class ProductsModule {}
