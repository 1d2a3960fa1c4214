import { z } from 'zod';
import type { EventContract } from './event-contract.js';
import { Day, Texts, unordered } from './shapes.js';

/** A regulator's permission for some activities, for a period; without `to` it runs on. */
export const Licence = z.object({
  regulator: z.string().min(1),
  /** The regulator's code of the licence, as in the institution code list. */
  code: z.string().min(1),
  /** Activity codes that the licence covers. */
  activities: z.array(z.string().min(1)).min(1).meta(unordered()),
  number: z.string().min(1).optional(),
  from: Day,
  to: Day.optional(),
  conditions: z.string().min(1).optional(),
  sourceUrl: z.url().optional(),
});
export type Licence = z.infer<typeof Licence>;

/** The capacity in which an institution acts in a scheme, for a period. */
export const SchemeRole = z.object({
  scheme: z.string().min(1),
  role: z.enum(['market_maker', 'dealer', 'participant', 'distributor', 'custodian', 'settlement_bank']),
  from: Day,
  to: Day.optional(),
});
export type SchemeRole = z.infer<typeof SchemeRole>;

/** The whole published state of an institution at one version. */
export const InstitutionState = z.object({
  institutionId: z.uuid(),
  version: z.int().min(1),
  legalNames: Texts,
  /** ISO 17442; at least one of `lei` and `uscc` identifies the institution. */
  lei: z.string().optional(),
  /** GB 32100-2015. */
  uscc: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  jurisdiction: z.string().length(2),
  institutionKind: z.string().min(1),
  lifecycle: z.enum(['approved', 'suspended', 'withdrawn']),
  licences: z.array(Licence).meta(unordered()),
  schemeRoles: z.array(SchemeRole).meta(unordered()),
});
export type InstitutionState = z.infer<typeof InstitutionState>;

const topic = 'jinqiao.institutions.v1' as const;

/** An operator has approved an institution's application: it may register products from here on. */
export const institutionApproved: EventContract<InstitutionState> = {
  type: 'jinqiao.institution.approved.v1',
  topic,
  data: InstitutionState,
  example: {
    institutionId: '019aa000-0000-7000-8000-000000000001',
    version: 1,
    legalNames: { en: 'Harbour Example Securities Limited' },
    lei: '213800JINQIAOTST0E97',
    jurisdiction: 'HK',
    institutionKind: 'licensed_corporation',
    lifecycle: 'approved',
    licences: [{ regulator: 'SFC', code: 'SFC_TYPE_1', activities: ['dealing_in_securities'], from: '2014-11-17' }],
    schemeRoles: [{ scheme: 'stock-connect-northbound', role: 'participant', from: '2014-11-17' }],
  },
};

/** Every event on `jinqiao.institutions.v1`. */
export const institutionEvents = [institutionApproved] as const;
