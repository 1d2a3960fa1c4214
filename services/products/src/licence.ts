import type { InstitutionState, Licence } from '@jinqiao/contracts/institution-events';
import type { Day } from '@jinqiao/identifiers/day';
import { Problem } from '@jinqiao/problem-details/problem';

/** What this service knows of an institution, from the institutions' own events. */
export type KnownInstitution = Pick<InstitutionState, 'institutionId' | 'version' | 'lifecycle' | 'licences'>;

/** A permission is live on its first and its last day; without a last day it runs on. */
export const isLive = (licence: Licence, day: Day): boolean => licence.from <= day && (licence.to === undefined || day <= licence.to);

/** Refuses an institution that may not offer a product with this licensed activity on each of these days. */
export function requireLicence(
  institutionId: string,
  institution: KnownInstitution | undefined,
  activity: string,
  days: readonly Day[],
): void {
  if (institution === undefined)
    throw new Problem(
      'institution-not-approved',
      `No approval of institution ${institutionId} has reached the products service. If an operator approved it moments ago, send the same request again in a second; otherwise apply with POST /v1/institutions and wait for the approval. The draft is kept.`,
      { institutionId, lifecycle: 'unknown' },
    );
  if (institution.lifecycle !== 'approved')
    throw new Problem(
      'institution-not-approved',
      `Institution ${institutionId} is ${institution.lifecycle}. It offers products again once an operator has approved it; the draft is kept.`,
      { institutionId, lifecycle: institution.lifecycle, institutionVersion: institution.version },
    );
  const covering = institution.licences.filter(({ activities }) => activities.includes(activity));
  const uncovered = [...new Set(days)].filter((day) => !covering.some((licence) => isLive(licence, day))).sort();
  if (uncovered.length > 0)
    throw new Problem(
      'licence-missing',
      `Institution ${institutionId} has no licence for ${activity} that is live on ${uncovered.join(' and ')}. Offer the product from a day that a licence covers, or have the licence added to the institution first.`,
      { institutionId, activity, days: uncovered, licences: institution.licences },
    );
}
