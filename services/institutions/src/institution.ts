import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import { usccWarning } from '@jinqiao/identifiers/uscc';
import { Problem } from '@jinqiao/problem-details/problem';

/** What an institution says of itself when it applies. */
export type Application = Omit<InstitutionState, 'institutionId' | 'version' | 'lifecycle'>;

export type Institution = {
  readonly institutionId: string;
  readonly lifecycle: 'applied' | 'approved';
  /** Counts the published events; 0 until the application is approved. */
  readonly version: number;
  readonly application: Application;
  readonly appliedBy: string;
  readonly appliedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
};

/** What an operator should compare with the papers before approving: accepted, and unusual. */
export function reviewNotes({ uscc }: Application): readonly { pointer: string; detail: string }[] {
  const warning = uscc === undefined ? undefined : usccWarning(uscc);
  return warning === undefined ? [] : [{ pointer: '/uscc', detail: warning }];
}

/** Refuses a second application: the first one is waiting or has been answered. */
export function alreadyApplied({ institutionId, lifecycle, appliedAt }: Institution): Problem {
  const next = lifecycle === 'applied' ? 'Wait for an operator to approve it.' : 'It may register products with POST /v1/products.';
  return new Problem('institution-already-applied', `Institution ${institutionId} applied at ${appliedAt} and is ${lifecycle}. ${next}`, {
    institutionId,
    lifecycle,
  });
}

/** An operator, who is not the applicant, approves: the state that is published. */
export function approve(institution: Institution, approver: string): InstitutionState {
  const { institutionId, lifecycle, application } = institution;
  if (lifecycle !== 'applied')
    throw new Problem(
      'institution-lifecycle-conflict',
      `Institution ${institutionId} is ${lifecycle} since ${institution.approvedAt}: there is no application to approve.`,
      { institutionId, lifecycle, possible: [] },
    );
  if (approver === institution.appliedBy)
    throw new Problem('own-change', `${approver} made the application of institution ${institutionId}. Another operator decides on it.`, {
      institutionId,
      appliedBy: institution.appliedBy,
    });
  return { institutionId, version: institution.version + 1, lifecycle: 'approved', ...application };
}
