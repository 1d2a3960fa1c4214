import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import type { Answer } from '@jinqiao/service-runtime/commands';
import { z } from 'zod';
import { Forwarding, Operator } from './forwarding.store.js';
import type { OnBehalfOf } from './services.store.js';
import { WatchedService } from './watched-service.js';

const AccessClassFigures = z
  .object({
    service: WatchedService,
    total: z.number().int(),
    alarmAt: z.number().int(),
    level: z.enum(['normal', 'alarm']).meta({ description: '`alarm` from `alarmAt` classes on: every reader holds them in memory.' }),
    schemes: z.array(z.object({ scheme: z.string(), classes: z.number().int() })),
  })
  .meta({ id: 'AccessClassFigures' });

@Roles('operator')
@Controller('v1/operations')
export class AccessClassesController {
  constructor(@Inject(Forwarding) private readonly forwarding: Forwarding) {}

  @ApiOkResponse({ standardSchema: AccessClassFigures, description: 'How many access classes each scheme has, most first, and the alarm.' })
  @Get('access-classes')
  accessClasses(@Operator() operator: OnBehalfOf): Promise<Answer> {
    return this.forwarding.one('eligibility', { path: '/internal/access-classes' }, operator);
  }
}
