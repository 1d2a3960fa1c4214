import { Licence, SchemeRole } from '@jinqiao/contracts/institution-events';
import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { countryFault } from '@jinqiao/identifiers/country';
import { leiFault } from '@jinqiao/identifiers/lei';
import { usccFault } from '@jinqiao/identifiers/uscc';
import { z } from 'zod';
import { licenceFaults } from './licence-faults.js';

const checkedBy = (faultOf: (text: string) => string | undefined) => (text: string, context: z.RefinementCtx) => {
  const fault = faultOf(text);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
};
const Text = z.string().trim().min(1).max(500);

const LegalNames = z
  .strictObject({ en: Text.optional(), 'zh-Hans': Text.optional(), 'zh-Hant': Text.optional() })
  .refine((names) => Object.values(names).some((name) => name !== undefined), {
    error: 'A name in at least one of en, zh-Hans and zh-Hant.',
  });

const LicenceEntry = z
  .strictObject({ ...Licence.shape, activities: Licence.shape.activities.max(50), number: Text.optional(), conditions: Text.optional() })
  .superRefine((licence, context) => {
    for (const { path, message } of licenceFaults(licence)) context.addIssue({ code: 'custom', path: [...path], message });
  });

const SchemeRoleEntry = z
  .strictObject({ ...SchemeRole.shape, scheme: z.enum(schemes.map(({ id }) => id)) })
  .refine(({ from, to }) => to === undefined || from <= to, { path: ['to'], error: 'The last day lies before the first one.' });

/** `POST /v1/institutions`: what an institution says of itself. */
export const ApplicationBody = z
  .strictObject({
    legalNames: LegalNames,
    lei: z.string().superRefine(checkedBy(leiFault)).optional(),
    uscc: z.string().superRefine(checkedBy(usccFault)).optional(),
    jurisdiction: z.string().superRefine(checkedBy(countryFault)),
    institutionKind: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'A kind in lower case with underscores, such as licensed_corporation.'),
    licences: z.array(LicenceEntry).max(200),
    schemeRoles: z.array(SchemeRoleEntry).max(200).default([]),
  })
  .refine(({ lei, uscc }) => lei !== undefined || uscc !== undefined, {
    path: ['lei'],
    error: 'An LEI or a USCC, at least one of the two.',
  })
  .meta({ id: 'InstitutionApplication' });
export type ApplicationBody = z.infer<typeof ApplicationBody>;

/** The institution named in a path. */
export const InstitutionId = z.uuid();

/** A request that carries nothing but its path and headers. */
export const NothingBody = z.strictObject({}).optional();

/** `GET /v1/institutions`. */
export const InstitutionsQuery = z.strictObject({
  lifecycle: z.enum(['applied', 'approved']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
  cursor: z.string().optional(),
});
export type InstitutionsQuery = z.infer<typeof InstitutionsQuery>;
