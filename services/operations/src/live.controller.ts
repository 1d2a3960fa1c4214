import { Controller, Get, Headers, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Roles } from '@jinqiao/service-runtime/auth';
import { LiveViewers } from './live-viewers.store.js';
import { StreamOverview } from './stream-overview.js';
import { tokenEndMs } from './token-end.js';

type Reply = { headers(values: Readonly<Record<string, string>>): Reply; send(payload?: unknown): unknown };

@Controller('v1/operations/streams')
export class LiveController {
  constructor(@Inject(LiveViewers) private readonly viewers: LiveViewers) {}

  /** Each event is a whole overview, so a viewer who comes back with `Last-Event-ID` has missed nothing that still matters. */
  @Roles('operator')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    standardSchema: StreamOverview,
    description:
      'Server-sent events: every two seconds one event `streams` whose data is a whole StreamOverview without the partitions that are OK and have no lag. Ends with the token.',
  })
  @Get('live')
  live(@Req() request: { readonly method: string }, @Headers('authorization') authorization: string, @Res() reply: Reply): void {
    reply.headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    reply.send(request.method === 'HEAD' ? '' : this.viewers.open(tokenEndMs(authorization)));
  }
}
