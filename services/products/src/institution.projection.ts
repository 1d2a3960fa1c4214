import type { InstitutionState } from '@jinqiao/contracts/institution-events';
import type { KnownInstitution } from './licence.js';

/** The rows that a batch of institution events leaves: the latest version of each institution in it. */
export function projectInstitutions(states: readonly InstitutionState[]): readonly KnownInstitution[] {
  const latest = new Map<string, InstitutionState>();
  for (const state of states) if ((latest.get(state.institutionId)?.version ?? 0) < state.version) latest.set(state.institutionId, state);
  return [...latest.values()].map(({ institutionId, version, lifecycle, licences }) => ({ institutionId, version, lifecycle, licences }));
}
