import { Controller, Get, Headers, Inject, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { StreamOverview } from './stream-overview.js';
import { StreamsStore } from './streams.store.js';

@Controller('v1/operations')
export class StreamsController {
  constructor(
    @Inject(StreamsStore) private readonly store: StreamsStore,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Roles('operator')
  @ApiOkResponse({ standardSchema: StreamOverview, description: 'Outbox, lag, freshness and dead letters of every service.' })
  @Get('streams')
  async streams(@Req() request: { readonly id: string }, @Headers('authorization') authorization: string): Promise<StreamOverview> {
    const services = await this.store.readAll({ authorization, correlationId: request.id });
    return { asOf: this.clock().toISOString(), services };
  }
}
