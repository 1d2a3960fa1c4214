import type { SourceBucket, SourceSubject } from '@jinqiao/event-log/source-digest';
import type { ProjectedSubject, ProjectionBucket } from './projection-digest.js';

/**
 * How a subject differs from the record of truth: `missing` (no row), `behind` (a version lacks), `ahead` (a version that the log does not know),
 * `ghost` (the log does not know the subject), `altered` (a row is not as it was applied).
 */
export type FindingKind = 'missing' | 'behind' | 'ahead' | 'ghost' | 'altered';

/** One subject that differs; the versions are the latest on each side, null where there is none. */
export type Finding = {
  readonly subject: string;
  readonly finding: FindingKind;
  readonly expectedVersion: number | null;
  readonly foundVersion: number | null;
};

const empty = { subjects: 0, versionSum: 0, latestVersionSum: 0, xor: '0000000000000000', latestXor: '0000000000000000', altered: 0 };

/** The buckets in which the two sides differ, or a row was altered; `latestOnly` says which versions the projection keeps. */
export function differingBuckets(
  source: readonly SourceBucket[],
  projected: readonly ProjectionBucket[],
  latestOnly: boolean,
): readonly number[] {
  const buckets = [...new Set([...source, ...projected].map(({ bucket }) => bucket))].sort((left, right) => left - right);
  return buckets.filter((bucket) => {
    const expected = source.find((each) => each.bucket === bucket) ?? empty;
    const found = projected.find((each) => each.bucket === bucket) ?? empty;
    const [versionSum, xor] = latestOnly ? [expected.latestVersionSum, expected.latestXor] : [expected.versionSum, expected.xor];
    return found.altered > 0 || found.subjects !== expected.subjects || found.versionSum !== versionSum || found.xor !== xor;
  });
}

/**
 * What differs in a bucket for certain: it differs from the log as it was read before the projection (all of which the projection had applied, if it was
 * settled) and from the log as it was read after it (in which all that the projection can have applied stands).
 */
export function confirmedFindings(
  sides: {
    readonly before: readonly SourceSubject[];
    readonly projected: readonly ProjectedSubject[];
    readonly after: readonly SourceSubject[];
  },
  latestOnly: boolean,
): readonly Finding[] {
  const before = new Map(findingsOf(sides.before, sides.projected, latestOnly).map((each) => [each.subject, each.finding]));
  return findingsOf(sides.after, sides.projected, latestOnly).filter(({ subject, finding }) => before.get(subject) === finding);
}

/** What differs between the subjects of a bucket; one with an event that is not published yet is not called missing or behind. */
export function findingsOf(
  source: readonly SourceSubject[],
  projected: readonly ProjectedSubject[],
  latestOnly: boolean,
): readonly Finding[] {
  const expectedBySubject = new Map(source.map((each) => [each.subject, each]));
  const foundBySubject = new Map(projected.map((each) => [each.subject, each]));
  return [...new Set([...expectedBySubject.keys(), ...foundBySubject.keys()])].sort().flatMap((subject) => {
    const [expected, found] = [expectedBySubject.get(subject), foundBySubject.get(subject)];
    const finding = findingOf(expected, found, latestOnly);
    return finding === undefined ? [] : [{ subject, finding, expectedVersion: latestOf(expected), foundVersion: latestOf(found) }];
  });
}

function findingOf(expected: SourceSubject | undefined, found: ProjectedSubject | undefined, latestOnly: boolean): FindingKind | undefined {
  if (expected === undefined) return 'ghost';
  if (found === undefined) return expected.pending ? undefined : 'missing';
  if (found.altered) return 'altered';
  if (found.versions.some((version) => !expected.versions.includes(version))) return 'ahead';
  const wanted = latestOnly ? expected.versions.slice(-1) : expected.versions;
  const lacks = wanted.some((version) => !found.versions.includes(version));
  return lacks && !expected.pending ? 'behind' : undefined;
}

const latestOf = (side: { readonly versions: readonly number[] } | undefined): number | null => side?.versions.at(-1) ?? null;
