import { Inject, Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Log } from '@jinqiao/event-log/log';
import { inPoolTransaction } from '@jinqiao/event-log/transaction';
import { CLOCK, CONFIGURATION, LOG } from '@jinqiao/service-runtime/tokens';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { AccessClassesController } from './access-classes.controller.js';
import { ChecksController } from './checks.controller.js';
import type { CurrentLaw } from './current-law.js';
import { DecisionRecordsController } from './decision-records.controller.js';
import { DECISION_SIGNING, openDecisionSigning } from './decision-signer.js';
import { retrySetAside } from './determination-due.store.js';
import { DeterminationsConsumer } from './determinations.consumer.js';
import { EligibilityChangesController } from './eligibility-changes.controller.js';
import { FactsConsumer } from './facts.consumer.js';
import { changeFacts } from './facts.store.js';
import { LAW } from './law.js';
import { openLaw } from './law-opening.store.js';
import { adoptLaw } from './law.store.js';
import { ProductImpactsController } from './product-impacts.controller.js';
import { RuleDraftsController } from './rule-drafts.controller.js';
import { RuleImpactController } from './rule-impact.controller.js';
import { RuleVerificationsController } from './rule-verifications.controller.js';
import { SchemeRulesController } from './scheme-rules.controller.js';
import { SchemesController } from './schemes.controller.js';
import { TimelinesController } from './timelines.controller.js';

@Module({
  controllers: [
    AccessClassesController,
    ChecksController,
    EligibilityChangesController,
    DecisionRecordsController,
    FactsConsumer,
    ProductImpactsController,
    RuleDraftsController,
    RuleImpactController,
    RuleVerificationsController,
    SchemeRulesController,
    SchemesController,
    TimelinesController,
  ],
  providers: [
    DeterminationsConsumer,
    { provide: LAW, inject: [Pool, CLOCK], useFactory: openLaw },
    { provide: DECISION_SIGNING, inject: [CONFIGURATION], useFactory: openDecisionSigning },
  ],
})
export class EligibilityModule implements OnApplicationBootstrap {
  constructor(
    private readonly pool: Pool,
    @Inject(LAW) private readonly law: CurrentLaw,
    @Inject(LOG) private readonly log: Log,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  /** A release with another law than the one determined before lets every product be determined again. */
  async onApplicationBootstrap(): Promise<void> {
    const cause = { happenedAt: this.clock().toISOString(), correlationId: uuid() };
    const adopted = await inPoolTransaction(this.pool, { actor: 'projector' }, async (sql) => {
      await retrySetAside(sql);
      await changeFacts(sql);
      return adoptLaw(sql, await this.law.in(sql), cause);
    });
    if (adopted)
      this.log.info(
        { lawHash: this.law.hash, correlationId: cause.correlationId },
        'Every product is determined by the law of this release.',
      );
  }
}
