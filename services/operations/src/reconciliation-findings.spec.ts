import fc from 'fast-check';
import type { Finding } from './reconciliation.api.js';
import { findingsIn, heldBackFrom, mendedIn, republishable, sorted, suspectBuckets } from './reconciliation-findings.js';
import type { BucketLook } from './reconciliation-findings.js';

const reading = { projection: 'p.v1', topic: 't', latestOnly: false, settled: true, at: '2018-12-04T00:00:00.000Z' };
const look = (
  log: readonly (readonly [string, readonly number[], boolean?])[],
  rows: readonly (readonly [string, readonly number[], boolean?])[],
  settled = true,
): BucketLook => {
  const source = log.map(([subject, versions, pending = false]) => ({ subject, versions: [...versions], pending }));
  const subjects = rows.map(([subject, versions, altered = false]) => ({ subject, versions: [...versions], altered }));
  return { before: source, projected: { ...reading, settled, subjects }, after: source };
};
const found = (finding: Finding['finding'], subject = 'a'): Finding => ({ subject, finding, expectedVersion: 1, foundVersion: 1 });

const bucket = { bucket: 7, subjects: 1, versionSum: 1, xor: '01', latestVersionSum: 1, latestXor: '01', pending: 0 };
const source = (...buckets: (typeof bucket)[]) => ({ topic: 't', at: '', buckets });
const projected = { ...reading, buckets: [{ bucket: 7, subjects: 1, versionSum: 1, xor: '01', altered: 0 }] };

describe('a bucket', () => {
  test('is suspect when it differs from the log before and after the projection was read', () => {
    const other = { ...bucket, xor: '02' };
    expect(suspectBuckets(source(bucket), projected, source(bucket))).toEqual([]);
    expect(suspectBuckets(source(other), projected, source(bucket))).toEqual([]);
    expect(suspectBuckets(source(bucket), projected, source(other))).toEqual([]);
    expect(suspectBuckets(source(other), projected, source(other))).toEqual([7]);
    expect(suspectBuckets(undefined, projected, undefined)).toEqual([7]);
  });

  test('has no findings while its projection has still to apply what is on the topic', () => {
    const sides = [[['a', [1]]], []] as const;
    expect(findingsIn(look(...sides))).toMatchObject([{ subject: 'a', finding: 'missing' }]);
    expect(findingsIn(look(...sides, false))).toEqual([]);
  });
});

describe('a subject is mended', () => {
  test('once its rows are as the log says, and not while its events wait to be published', () => {
    expect(mendedIn(look([['a', [1, 2]]], [['a', [1, 2]]]), ['a'])).toEqual(['a']);
    expect(mendedIn(look([['a', [1, 2]]], [['a', [1]]]), ['a'])).toEqual([]);
    expect(mendedIn(look([['a', [1, 2]]], [['a', [1, 2], true]]), ['a'])).toEqual([]);
    expect(mendedIn(look([['a', [1, 2], true]], []), ['a'])).toEqual([]);
    expect(mendedIn(look([['a', [1]]], [['a', [1]]], false), ['a'])).toEqual([]);
  });

  test('when it was a ghost and has no row any more', () => {
    expect(mendedIn(look([], [['a', [1]]]), ['a'])).toEqual([]);
    expect(mendedIn(look([], []), ['a'])).toEqual(['a']);
  });
});

describe('findings', () => {
  test('are all mended as long as few subjects are unknown to the log', () => {
    const findings = [...Array.from({ length: heldBackFrom - 1 }, (_, at) => found('ghost', `g${at}`)), found('altered'), found('missing')];
    expect(sorted(findings, 1)).toEqual({ mendable: findings, heldBack: [] });
  });

  test('are held back where so many are unknown to it that it may have lost its end', () => {
    const unknown = Array.from({ length: heldBackFrom }, (_, at) => found(at % 2 === 0 ? 'ghost' : 'ahead', `g${at}`));
    expect(sorted([...unknown, found('missing')], 1)).toEqual({ mendable: [found('missing')], heldBack: unknown });
    expect(sorted(unknown.slice(0, 30), 0.25).heldBack).toHaveLength(30);
  });

  test('none is lost when they are sorted, and ghosts are not published again', () => {
    const kinds = fc.constantFrom('missing', 'behind', 'ahead', 'ghost', 'altered');
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 300 }), (of) => {
        const findings = of.map((finding, at) => found(finding, String(at)));
        const { mendable, heldBack } = sorted(findings, 1);
        expect([...mendable, ...heldBack].map(({ subject }) => subject).sort()).toEqual(findings.map(({ subject }) => subject).sort());
        expect(republishable(findings)).toHaveLength(of.filter((finding) => finding !== 'ghost').length);
      }),
    );
  });
});
