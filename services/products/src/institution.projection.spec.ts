import { institutionApproved } from '@jinqiao/contracts/institution-events';
import fc from 'fast-check';
import { projectInstitutions } from './institution.projection.js';

const { example } = institutionApproved;

describe('what the products service keeps of institutions', () => {
  test('is the lifecycle and the licences of the version', () => {
    expect(projectInstitutions([example])).toEqual([
      { institutionId: example.institutionId, version: 1, lifecycle: 'approved', licences: example.licences },
    ]);
  });

  test('is one row an institution, of its latest version, in whatever order a batch brings them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ institutionId: fc.constantFrom('a', 'b', 'c'), version: fc.integer({ min: 1, max: 9 }) })),
        (keys) => {
          const rows = projectInstitutions(keys.map((key) => ({ ...example, ...key })));
          expect(rows.map(({ institutionId }) => institutionId).sort()).toEqual(
            [...new Set(keys.map(({ institutionId }) => institutionId))].sort(),
          );
          for (const { institutionId, version } of rows)
            expect(version).toBe(Math.max(...keys.filter((key) => key.institutionId === institutionId).map((key) => key.version)));
        },
      ),
    );
  });
});
