import type { SchemeCase } from '../scheme-case.js';
import { productOf, qualified, ticket } from './case-facts.js';

const minimumTickets = [
  { assetManagementType: 'fixed_income', minimum: '300000.00', belowMinimum: '299999.99' },
  { assetManagementType: 'mixed', minimum: '400000.00', belowMinimum: '399999.99' },
  { assetManagementType: 'equity', minimum: '1000000.00', belowMinimum: '999999.99' },
  { assetManagementType: 'commodity_derivative', minimum: '1000000.00', belowMinimum: '999999.99' },
];

/** Worked decisions on the minimum ticket, both sides of each limit. */
export const ticketCases: readonly SchemeCase[] = minimumTickets.flatMap(
  ({ assetManagementType, minimum, belowMinimum }): readonly SchemeCase[] => [
    {
      name: `exactly RMB ${minimum} is enough for a product of the kind ${assetManagementType}`,
      day: '2026-11-02',
      side: 'buy',
      facts: { ...productOf(assetManagementType), ...qualified, ...ticket(minimum) },
      decision: 'ELIGIBLE',
      because: [],
    },
    {
      name: `a ticket far above the minimum is enough for a product of the kind ${assetManagementType}`,
      day: '2026-11-02',
      side: 'buy',
      facts: { ...productOf(assetManagementType), ...qualified, ...ticket('90000000') },
      decision: 'ELIGIBLE',
      because: [],
    },
    {
      name: `RMB ${belowMinimum} is too little for a product of the kind ${assetManagementType}`,
      day: '2026-11-02',
      side: 'buy',
      facts: { ...productOf(assetManagementType), ...qualified, ...ticket(belowMinimum) },
      decision: 'INELIGIBLE',
      because: ['CN-QI-01'],
    },
  ],
);
