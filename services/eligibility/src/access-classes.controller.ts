import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { Roles } from '@jinqiao/service-runtime/auth';
import { Pool } from 'pg';
import { classFigures } from './access-class-figures.js';
import { countClasses } from './access-class.store.js';

/** `/internal/access-classes`: how many classes each scheme has, for the operations service. */
@ApiExcludeController()
@Controller('internal/access-classes')
export class AccessClassesController {
  constructor(private readonly pool: Pool) {}

  @Get()
  @Roles('operator')
  async figures(): Promise<unknown> {
    return classFigures(await inPoolTransaction(this.pool, { actor: 'reader' }, countClasses));
  }
}
