import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Problem } from '@jinqiao/problem-details/problem';
import { Roles } from '@jinqiao/service-runtime/auth';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Forwarding, Operator } from './forwarding.store.js';
import type { OnBehalfOf } from './services.store.js';
import { tracedVersions } from './trace.js';
import { OfProduct, ProductTrace, SubjectTrace } from './trace.api.js';

@Roles('operator')
@Controller('v1/operations/products')
export class TraceController {
  constructor(
    @Inject(Forwarding) private readonly forwarding: Forwarding,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @ApiOkResponse({
    standardSchema: ProductTrace,
    description:
      'Every version of a product on its way: request, outbox, place on the stream, each projection and its row, with times and what changed.',
  })
  @Get(':productId/trace')
  async trace(@Param({ schema: OfProduct }) { productId }: OfProduct, @Operator() operator: OnBehalfOf): Promise<ProductTrace> {
    const { answers, notAnswering } = await this.forwarding.all({ path: `/internal/trace/${productId}` }, operator);
    const read = answers.map(({ service, body }) => ({ service, trace: SubjectTrace.safeParse(body) }));
    const versions = tracedVersions(read.flatMap(({ service, trace }) => (trace.success ? [{ service, ...trace.data }] : [])));
    const unread = read
      .filter(({ trace }) => !trace.success)
      .map(({ service }) => ({ service, reason: 'Its answer has another shape than expected.' }));
    if (versions.length === 0 && notAnswering.length + unread.length === 0)
      throw new Problem('not-found', `No event of a product ${productId} was ever recorded: a draft that nobody has listed has none.`);
    return { productId, asOf: this.clock().toISOString(), versions, notAnswering: [...notAnswering, ...unread] };
  }
}
