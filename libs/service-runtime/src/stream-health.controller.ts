import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Roles } from './auth.js';
import type { StreamHealth } from './stream-health.js';
import { STREAM_HEALTH } from './tokens.js';

/** `/internal/stream-health`: outbox, lag, freshness and dead letters of this service, for the operations service. */
@ApiExcludeController()
@Controller('internal')
export class StreamHealthController {
  constructor(@Inject(STREAM_HEALTH) private readonly read: () => Promise<StreamHealth>) {}

  @Roles('operator')
  @Get('stream-health')
  streamHealth(): Promise<StreamHealth> {
    return this.read();
  }
}
