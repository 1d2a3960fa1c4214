import type { FactSpecifications } from './fact-specification.js';
import { institutionKinds, licensedActivityCodes } from './institution-codes.js';

/** What an institution is and may do. */
export const institutionFactSpecifications = {
  'institution.jurisdiction': { type: 'code', standard: 'ISO 3166-1 alpha-2' },
  'institution.kind': { type: 'code', values: institutionKinds },
  'institution.licensedActivities': { type: 'set of code', values: licensedActivityCodes },
  'institution.schemeRoles': {
    type: 'set of code',
    values: ['market_maker', 'dealer', 'participant', 'distributor', 'custodian', 'settlement_bank'],
  },
} as const satisfies FactSpecifications;
