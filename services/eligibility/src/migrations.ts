import { AddRuleClosures1767571200000 } from './add-rule-closures.migration.js';
import { CreateDecisionRecords1767398400000 } from './create-decision-records.migration.js';
import { CreateEligibility1767225600000 } from './create-eligibility.migration.js';
import { CreateRuleVerification1767484800000 } from './create-rule-verification.migration.js';
import { CreateRuleStore1767312000000 } from './create-rule-store.migration.js';

/** Every step of the service's tables, in order; a step that was released is never changed. */
export const migrations = [
  CreateEligibility1767225600000,
  CreateRuleStore1767312000000,
  CreateDecisionRecords1767398400000,
  CreateRuleVerification1767484800000,
  AddRuleClosures1767571200000,
];
