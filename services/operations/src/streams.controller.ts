import { Controller, Get, Headers, Inject, Req } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { streamOverview, StreamOverview } from './stream-overview.js';
import { StreamSampler } from './stream-sampler.store.js';
import { StreamsStore } from './streams.store.js';

@Controller('v1/operations')
export class StreamsController {
  constructor(
    @Inject(StreamsStore) private readonly store: StreamsStore,
    @Inject(StreamSampler) private readonly sampler: StreamSampler,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Roles('operator')
  @ApiOkResponse({
    standardSchema: StreamOverview,
    description: 'Outbox, lag, states, freshness and dead letters of every service, asked for now.',
  })
  @Get('streams')
  async streams(@Req() request: { readonly id: string }, @Headers('authorization') authorization: string): Promise<StreamOverview> {
    const said = await this.store.readAll({ authorization, correlationId: request.id });
    return streamOverview(said, this.sampler.windows, this.clock());
  }
}
