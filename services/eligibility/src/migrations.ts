import { OperatorJobs1795650000000 } from './operator-jobs.migration.js';
import { CheckpointGenerations1795600100000 } from './checkpoint-generations.migration.js';
import { AddRuleClosures1767571200000 } from './add-rule-closures.migration.js';
import { CreateDecisionRecords1767398400000 } from './create-decision-records.migration.js';
import { CreateEligibility1767225600000 } from './create-eligibility.migration.js';
import { CreateRuleVerification1767484800000 } from './create-rule-verification.migration.js';
import { CreateRuleStore1767312000000 } from './create-rule-store.migration.js';
import { Reconciliation1795660000000 } from './reconciliation.migration.js';
import { RowDigests1795680000000 } from './row-digests.migration.js';
import { Publications1795560000000 } from './publications.migration.js';

/** Every step of the service's tables, in order; a step that was released is never changed. */
export const migrations = [
  CreateEligibility1767225600000,
  CreateRuleStore1767312000000,
  CreateDecisionRecords1767398400000,
  CreateRuleVerification1767484800000,
  AddRuleClosures1767571200000,
  CheckpointGenerations1795600100000,
  OperatorJobs1795650000000,
  Reconciliation1795660000000,
  RowDigests1795680000000,
  Publications1795560000000,
];
