import fc from 'fast-check';
import { confirmedFindings, findingsOf } from './digest-comparison.js';

const subject = '019aa000-0000-7000-8000-000000000101';
const source = (versions: readonly number[], pending = false) => [{ subject, versions, pending }];
const projected = (versions: readonly number[], altered = false) => [{ subject, versions, altered }];

describe('what differs between the log and a projection', () => {
  test.each([
    ['nothing that is missing while it waits for the relay', source([1], true), [], []],
    ['a subject without a row', source([1, 2]), [], ['missing']],
    ['a version that lacks', source([1, 2, 3]), projected([1, 3]), ['behind']],
    ['no version that lacks while the relay has one to publish', source([1, 2, 3], true), projected([1, 2]), []],
    ['a version that the log does not know', source([1, 2]), projected([1, 2, 3]), ['ahead']],
    ['a subject that the log does not know', [], projected([1]), ['ghost']],
    ['an altered row, whatever else differs', source([1, 2, 3], true), projected([1], true), ['altered']],
  ])('is %s', (_, log, rows, expected) => {
    expect(findingsOf(log, rows, false).map(({ finding }) => finding)).toEqual(expected);
  });

  test('is nothing for a reader of latest versions that lacks earlier ones', () => {
    expect(findingsOf(source([1, 2, 3]), projected([3]), true)).toEqual([]);
    expect(findingsOf(source([1, 2, 3]), projected([2]), true)).toEqual([
      { subject, finding: 'behind', expectedVersion: 3, foundVersion: 2 },
    ]);
  });

  test('is never what happened between the readings', () => {
    const upTo = (version: number) => Array.from({ length: version }, (_, n) => n + 1);
    const reading = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.boolean());
    fc.assert(
      fc.property(reading, ([published, applied, later, latestOnly]) => {
        const [before, found, after] = [published, published + applied, published + applied + later];
        const rows = found === 0 ? [] : projected(latestOnly ? [found] : upTo(found));
        const sides = {
          before: before === 0 ? [] : source(upTo(before)),
          projected: rows,
          after: after === 0 ? [] : source(upTo(after), later > 0),
        };
        expect(confirmedFindings(sides, latestOnly)).toEqual([]);
      }),
    );
  });
});
