/** The institution that offers the sample: plainly a made-up one, with a test LEI and every licence that the three product types ask for. */
export const sampleInstitution = {
  legalNames: { en: 'Jinqiao Sample Institution' },
  lei: '213800JINQIAOTST0E97',
  jurisdiction: 'HK',
  institutionKind: 'licensed_corporation',
  licences: [
    { regulator: 'SFC', code: 'SFC_TYPE_1', activities: ['dealing_in_securities'], from: '2014-01-01' },
    { regulator: 'SFC', code: 'SFC_TYPE_9', activities: ['asset_management'], from: '2014-01-01' },
  ],
  schemeRoles: [],
};
