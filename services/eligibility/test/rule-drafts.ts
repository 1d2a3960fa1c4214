/** A rule that keeps STAR shares from both sides of the Northbound channel from a day on. Until then no rule for selling looked at the board. */
export const onlyMainBoard = {
  rule: {
    id: 'SC-NB-90',
    side: 'both',
    from: '2026-12-10',
    says: { en: 'Only main-board shares are traded.', 'zh-Hans': '只可买卖主板股票。', 'zh-Hant': '只可買賣主板股票。' },
    when: { fact: 'product.productType', op: 'eq', value: 'a_share' },
    requires: { fact: 'product.board', op: 'in', value: ['MAIN'] },
    cites: [{ instrument: 'An invented circular', article: '3' }],
    confidence: 'official-page',
  },
  cases: [
    {
      name: 'a STAR share is not bought',
      day: '2026-12-11',
      side: 'buy',
      facts: {
        'product.productType': 'a_share',
        'product.board': 'STAR',
        'product.schemeListing': 'full',
        'investor.kind': 'individual',
        'investor.identityDocuments': ['HKID'],
      },
      decision: 'INELIGIBLE',
      because: ['SC-NB-90'],
    },
  ],
} as const;

/** The same kind of rule about the investor alone: no class splits by it. */
export const onlyIndividuals = {
  rule: {
    ...onlyMainBoard.rule,
    when: { all: [] },
    id: 'SC-NB-91',
    side: 'buy',
    from: '2027-01-01',
    says: { en: 'Only individuals buy.', 'zh-Hans': '只限个人买入。', 'zh-Hant': '只限個人買入。' },
    requires: { fact: 'investor.kind', op: 'eq', value: 'individual' },
  },
  cases: [
    {
      ...onlyMainBoard.cases[0],
      name: 'an institution does not buy',
      day: '2027-01-01',
      facts: { ...onlyMainBoard.cases[0].facts, 'product.board': 'MAIN', 'investor.kind': 'institution' },
      because: ['SC-NB-91'],
    },
  ],
} as const;
