import { confirmedFindings, differingBuckets, findingsOf } from '@jinqiao/projection/digest-comparison';
import type { Finding, ProjectedBucket, ProjectionDigest, SourceDigest, SourceSubject } from './reconciliation.api.js';

/** A bucket seen from both sides: the log, then the projection, then the log again. */
export type BucketLook = {
  readonly before: readonly SourceSubject[];
  readonly projected: ProjectedBucket;
  readonly after: readonly SourceSubject[];
};

/** So many subjects that the log does not know look like a log that lost its end, such as one restored from a backup: nothing is taken away on its word. */
export const heldBackFrom = 100;

/** The buckets that differ from the log as it was before the projection was read and as it was after, so that what was written meanwhile is no difference. */
export function suspectBuckets(
  before: SourceDigest | undefined,
  projected: ProjectionDigest,
  after: SourceDigest | undefined,
): readonly number[] {
  const differing = (source: SourceDigest | undefined) => differingBuckets(source?.buckets ?? [], projected.buckets, projected.latestOnly);
  const still = new Set(differing(after));
  return differing(before).filter((bucket) => still.has(bucket));
}

/** What is found in a bucket for certain: nothing while the projection has not applied all that stood on its topic. */
export const findingsIn = ({ before, projected, after }: BucketLook): readonly Finding[] =>
  projected.settled ? confirmedFindings({ before, projected: projected.subjects, after }, projected.latestOnly) : [];

/** Which of the subjects are as the log says again, with every event published and applied; a subject that neither side knows is one of them. */
export function mendedIn({ projected, after }: BucketLook, subjects: readonly string[]): readonly string[] {
  if (!projected.settled) return [];
  const published = after.map((subject) => ({ ...subject, pending: false }));
  const differing = new Set(findingsOf(published, projected.subjects, projected.latestOnly).map(({ subject }) => subject));
  return subjects.filter((subject) => !differing.has(subject));
}

/**
 * Findings by what may be done with them; those on which rows would be taken away for lack of a log are held back when there are many. `share` of the
 * differing buckets were looked into: as many again are taken to be in each of the others.
 */
export function sorted(
  findings: readonly Finding[],
  share: number,
): { readonly mendable: readonly Finding[]; readonly heldBack: readonly Finding[] } {
  const isUnknownToLog = ({ finding }: Finding): boolean => finding === 'ghost' || finding === 'ahead';
  const unknown = findings.filter(isUnknownToLog);
  if (unknown.length < heldBackFrom * share) return { mendable: findings, heldBack: [] };
  return { mendable: findings.filter((finding) => !isUnknownToLog(finding)), heldBack: unknown };
}

/** The subjects whose events are to be published again: the log has none of a ghost. */
export const republishable = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ finding, subject }) => (finding === 'ghost' ? [] : [subject]));
