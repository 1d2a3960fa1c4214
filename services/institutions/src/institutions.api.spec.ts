import { schemes } from '@jinqiao/eligibility-schemes/registry';
import { licenceCodes } from '@jinqiao/product-types/licensed-activities';
import { ApplicationBody } from './institutions.api.js';

const application = {
  legalNames: { en: 'Harbour Example Securities Limited' },
  lei: '213800JINQIAOTST0E97',
  jurisdiction: 'HK',
  institutionKind: 'licensed_corporation',
  licences: [{ regulator: 'SFC', code: 'SFC_TYPE_1', activities: ['dealing_in_securities'], from: '2014-11-17' }],
  schemeRoles: [{ scheme: 'stock-connect-northbound', role: 'participant', from: '2014-11-17' }],
};
const licence = application.licences[0];
const pointersOf = (change: Record<string, unknown>): string[] =>
  (ApplicationBody.safeParse({ ...application, ...change }).error?.issues ?? []).map(({ path }) => path.join('/'));

describe('an application', () => {
  test.each([
    ['an LEI', {}],
    ['a USCC', { lei: undefined, uscc: '91350100M000100Y43' }],
    ['both', { uscc: '91440101MA5CJQ4N59' }],
    ['a USCC of the pilot years, whose outer check character differs', { uscc: '91350100M0001TGQXM' }],
    ['no licence and no scheme role yet', { licences: [], schemeRoles: undefined }],
  ])('with %s is taken', (_, change) => {
    expect(pointersOf(change)).toEqual([]);
  });

  test.each([
    ['neither LEI nor USCC', { lei: undefined }, ['lei']],
    ['an LEI whose check digits differ', { lei: '213800JINQIAOTST0E98' }, ['lei']],
    ['an LEI whose check digits are the twin that plain mod 97 accepts', { lei: '213800JINQIAOTST0E00' }, ['lei']],
    ['a USCC with a letter that it has not', { uscc: '91350100M000100Y4I' }, ['uscc']],
    ['a country that does not exist', { jurisdiction: 'XQ' }, ['jurisdiction']],
    ['a name of blanks', { legalNames: { en: '  ' } }, ['legalNames/en']],
    ['a name in no language', { legalNames: {} }, ['legalNames']],
    ['an unknown field', { lifecycle: 'approved' }, ['']],
    ['an unknown licence', { licences: [{ ...licence, code: 'SFC_TYPE_99' }] }, ['licences/0/code']],
    ['a licence of another regulator', { licences: [{ ...licence, regulator: 'HKMA' }] }, ['licences/0/regulator']],
    ['an activity outside its licence', { licences: [{ ...licence, activities: ['asset_management'] }] }, ['licences/0/activities/0']],
    ['a licence without activities', { licences: [{ ...licence, activities: [] }] }, ['licences/0/activities']],
    ['a licence that ends before it begins', { licences: [{ ...licence, to: '2014-11-16' }] }, ['licences/0/to']],
    [
      'a licence not in operation',
      { licences: [{ ...licence, code: 'SFC_TYPE_11', activities: ['otc_derivatives'] }] },
      ['licences/0/code'],
    ],
    [
      'a licence from before its kind existed',
      { licences: [{ ...licence, code: 'SFC_TYPE_13', activities: ['depositary_services'], from: '2024-10-01' }] },
      ['licences/0/from'],
    ],
    ['an unknown field in a licence', { licences: [{ ...licence, colour: 'red' }] }, ['licences/0']],
    [
      'a role in a scheme that does not exist',
      { schemeRoles: [{ ...application.schemeRoles[0], scheme: 'tulip-connect' }] },
      ['schemeRoles/0/scheme'],
    ],
    ['an unknown role', { schemeRoles: [{ ...application.schemeRoles[0], role: 'king' }] }, ['schemeRoles/0/role']],
    ['a role that ends before it begins', { schemeRoles: [{ ...application.schemeRoles[0], to: '2014-01-01' }] }, ['schemeRoles/0/to']],
  ])('with %s is refused at its place', (_, change, pointers) => {
    expect(pointersOf(change)).toEqual(pointers);
  });

  test('may hold every licence that is in operation and a role in every scheme', () => {
    const licences = licenceCodes
      .filter(({ inOperationFrom }) => inOperationFrom !== null)
      .map(({ code, regulator, activities }) => ({ code, regulator, activities: [...activities], from: '2026-01-01' }));
    const schemeRoles = schemes.map(({ id }) => ({ scheme: id, role: 'participant', from: '2026-01-01' }));
    expect(pointersOf({ licences, schemeRoles })).toEqual([]);
  });
});
