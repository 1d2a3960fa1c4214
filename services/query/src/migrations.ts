import { BlueGreen1795670000000 } from './blue-green.migration.js';
import { OperatorJobs1795650000000 } from './operator-jobs.migration.js';
import { CatalogueTables1764000000000 } from './catalogue-tables.migration.js';
import { CheckpointGenerations1795600100000 } from './checkpoint-generations.migration.js';
import { Reconciliation1795660000000 } from './reconciliation.migration.js';
import { RowDigests1795600000000 } from './row-digests.migration.js';

/** Every step of the service's tables, in order; a step that was released is never changed. */
export const migrations = [
  CatalogueTables1764000000000,
  RowDigests1795600000000,
  CheckpointGenerations1795600100000,
  OperatorJobs1795650000000,
  Reconciliation1795660000000,
  BlueGreen1795670000000,
];
