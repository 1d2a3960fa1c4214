import { institutionApproved } from '@jinqiao/contracts/institution-events';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Institution } from './institution.js';
import { alreadyApplied, approve, reviewNotes } from './institution.js';

const { institutionId, legalNames, lei, jurisdiction, institutionKind, licences, schemeRoles } = institutionApproved.example;
const application = { legalNames, jurisdiction, institutionKind, licences, schemeRoles, ...(lei !== undefined && { lei }) };
const applied: Institution = {
  institutionId,
  lifecycle: 'applied',
  version: 0,
  application,
  appliedBy: 'mei',
  appliedAt: '2026-11-25T01:00:00.000Z',
  approvedBy: null,
  approvedAt: null,
};
const approved: Institution = { ...applied, lifecycle: 'approved', version: 1, approvedBy: 'olga', approvedAt: '2026-11-25T02:00:00.000Z' };

const refused = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};

describe('an application', () => {
  test('that an operator approves becomes version 1 of the institution, as its contract says', () => {
    expect(approve(applied, 'olga')).toEqual(institutionApproved.example);
  });

  test('is not approved by the applicant, should he be an operator as well', () => {
    expect(refused(() => approve(applied, 'mei'))).toMatchObject({ type: 'own-change', members: { appliedBy: 'mei' } });
  });

  test('is approved once', () => {
    expect(refused(() => approve(approved, 'olga'))).toMatchObject({
      type: 'institution-lifecycle-conflict',
      members: { lifecycle: 'approved' },
    });
  });

  test('is made once, and a second one is told what to wait for', () => {
    expect(alreadyApplied(applied)).toMatchObject({ type: 'institution-already-applied', members: { lifecycle: 'applied' } });
    expect(alreadyApplied(applied).detail).toContain('operator');
    expect(alreadyApplied(approved).detail).toContain('POST /v1/products');
  });

  test('with a USCC of the pilot years is taken, and noted for the operator to compare', () => {
    expect(reviewNotes({ ...application, uscc: '91350100M0001TGQXM' })).toMatchObject([{ pointer: '/uscc' }]);
    expect(reviewNotes({ ...application, uscc: '91350100M000100Y43' })).toEqual([]);
    expect(reviewNotes(application)).toEqual([]);
  });
});
