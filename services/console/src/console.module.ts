import { Module } from '@nestjs/common';
import { OpenApiStore } from './open-api.store.js';
import { PagesController } from './pages.controller.js';
import { ProblemPagesStore } from './problem-pages.store.js';

@Module({ controllers: [PagesController], providers: [OpenApiStore, ProblemPagesStore] })
export class ConsoleModule {}
