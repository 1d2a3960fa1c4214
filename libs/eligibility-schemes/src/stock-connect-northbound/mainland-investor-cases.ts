import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';
import { hongKongResident, luxembourgFund, mainBoardShare, mainlandCompany } from './case-facts.js';

const withoutBcan: Facts = { 'investor.hasLegacyNorthboundBcan': false };
const holderOf = (...documents: readonly string[]): Facts => ({
  ...hongKongResident,
  ...withoutBcan,
  'investor.identityDocuments': documents,
});
const residences = ['HK_PR_ID', 'MO_PR_ID', 'ONE_WAY_PERMIT', 'OVERSEAS_PR'];

const investors = [
  { name: 'a holder of a Hong Kong identity card alone is no Mainland investor', investor: holderOf('HKID'), mainland: false },
  { name: 'a holder of a Mainland identity card alone is a Mainland investor', investor: holderOf('CN_ID'), mainland: true },
  { name: 'a holder of a Mainland passport alone is a Mainland investor', investor: holderOf('CN_PASSPORT'), mainland: true },
  ...residences.map((residence) => ({
    name: `a Mainland identity card beside ${residence} makes no Mainland investor`,
    investor: holderOf('CN_ID', residence),
    mainland: false,
  })),
  { name: 'a fund registered overseas is no Mainland investor', investor: { ...luxembourgFund, ...withoutBcan }, mainland: false },
  { name: 'a company registered on the Mainland is a Mainland investor', investor: { ...mainlandCompany, ...withoutBcan }, mainland: true },
];

/** Worked decisions on who is a Mainland investor, under the transition and under the rule that followed it. */
export const mainlandInvestorCases: readonly SchemeCase[] = [
  { day: '2022-12-01', rule: 'SC-NB-01T' },
  { day: '2026-11-02', rule: 'SC-NB-01' },
].flatMap(({ day, rule }) =>
  investors.map(({ name, investor, mainland }) => ({
    name,
    day,
    side: 'buy',
    facts: { ...mainBoardShare, ...investor },
    decision: mainland ? 'INELIGIBLE' : 'ELIGIBLE',
    because: mainland ? [rule] : [],
  })),
);
