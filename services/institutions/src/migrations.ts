import { CreateInstitutions1764000000000 } from './institutions.migration.js';
import { OperatorActions1795650000000 } from './operator-actions.migration.js';
import { Publications1795560000000 } from './publications.migration.js';

/** Every step of the service's tables, in order; a step that was released is never changed. */
export const migrations = [CreateInstitutions1764000000000, OperatorActions1795650000000, Publications1795560000000];
