import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { dayOf } from '@jinqiao/identifiers/day';
import { requestNotValid } from '@jinqiao/problem-details/field-errors';
import { Problem } from '@jinqiao/problem-details/problem';
import { CurrentCaller, Roles } from '@jinqiao/service-runtime/auth';
import type { Caller } from '@jinqiao/service-runtime/caller';
import { CLOCK } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import { archetypes } from './archetypes.js';
import { advice } from './check.api.js';
import type { CurrentLaw } from './current-law.js';
import { loadSurroundings } from './facts.store.js';
import { LAW } from './law.js';
import { productImpact } from './product-impact.js';
import { asKnownProduct, firstDayOf, listKeysOf, ProductImpactBody, stateFaults } from './product-impact.api.js';

/** Tells before a product is changed who gains and who loses by it. Nothing is changed and nothing is kept. */
@Controller('v1/eligibility/product-impacts')
export class ProductImpactsController {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('maker', 'checker', 'operator', 'supervisor')
  async assess(@CurrentCaller() caller: Caller, @Body({ schema: ProductImpactBody }) body: ProductImpactBody): Promise<unknown> {
    const { before, after } = body;
    const law = this.law.snapshot();
    const faults = [...(before ? stateFaults(law, before, 'before') : []), ...stateFaults(law, after, 'after')];
    if (faults.length > 0) throw requestNotValid(faults, body);
    const institutionId = institutionOf(caller, body);
    const keys = listKeysOf(law, before ? [before, after] : [after]);
    const surroundings = await inPoolTransaction(this.pool, { actor: 'reader' }, (sql) => loadSurroundings(sql, institutionId, keys));
    const asOf = body.asOf ?? firstDayOf(after, dayOf(this.clock()));
    const states = {
      before: before && asKnownProduct(before, asOf, surroundings),
      after: asKnownProduct(after, asOf, surroundings),
    };
    return {
      asOf,
      advice: advice.en,
      lawHash: law.hash,
      institutionKnown: surroundings.institution !== undefined,
      archetypes: archetypes.map(({ id, version, names }) => ({ id, version, names })),
      ...productImpact(law, states, archetypes, asOf),
    };
  }
}

/** The institution whose licences count: the one that the states name, which must be the caller's own for its people. */
function institutionOf({ institutionId: own, roles }: Caller, { before, after }: ProductImpactBody): string | undefined {
  const named = new Set([before?.institutionId, after.institutionId].filter((id) => id !== undefined).map((id) => id.toLowerCase()));
  if (named.size > 1) {
    const message = 'Both states belong to one institution. Give the same institutionId in both, or leave it out.';
    throw requestNotValid([{ message, path: ['after', 'institutionId'] }], { after });
  }
  const [asked = own] = named;
  if (asked === own || roles.includes('operator') || roles.includes('supervisor')) return asked;
  throw new Problem('institution-not-yours', 'The product belongs to another institution. Ask about products of your own institution.');
}
