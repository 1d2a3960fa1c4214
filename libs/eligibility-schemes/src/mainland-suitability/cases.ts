import type { Facts } from '@jinqiao/eligibility-rules/facts';
import type { SchemeCase } from '../scheme-case.js';

const fundRated = (risk: number): Facts => ({ 'product.productType': 'fund', 'product.riskRatingR': risk });
const unratedShare: Facts = { 'product.productType': 'hk_share', 'product.riskRatingR': null };
const ordinary = (tolerance: number): Facts => ({ 'investor.statuses': [], 'investor.riskToleranceC': tolerance });
const professional: Facts = { 'investor.statuses': ['CN_PROFESSIONAL'] };

/** Worked decisions of Mainland suitability. */
export const cases: readonly SchemeCase[] = [
  {
    name: 'an ordinary investor C3 buys a fund R3',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(3), ...ordinary(3) },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an ordinary investor C3 may not buy a fund R4',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(4), ...ordinary(3) },
    decision: 'INELIGIBLE',
    because: ['CN-SUIT-01'],
  },
  {
    name: 'the gate stands before selling as well',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...fundRated(4), ...ordinary(3) },
    decision: 'INELIGIBLE',
    because: ['CN-SUIT-01'],
  },
  {
    name: 'what suits him he sells',
    day: '2026-11-02',
    side: 'sell',
    facts: { ...fundRated(2), ...ordinary(3) },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a professional investor buys any risk, his tolerance unasked',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(5), ...professional },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'an investor whose tolerance is not known stays open',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(1), 'investor.statuses': [] },
    decision: 'UNDETERMINED',
    because: ['CN-SUIT-01'],
    missing: ['investor.riskToleranceC'],
  },
  {
    name: 'too risky for his tolerance, he may still turn out to be professional',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(5), 'investor.riskToleranceC': 1 },
    decision: 'UNDETERMINED',
    because: ['CN-SUIT-01'],
    missing: ['investor.statuses'],
  },
  {
    name: 'what suits him is bought, professional or not',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...fundRated(1), 'investor.riskToleranceC': 1 },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'a fund whose rating is not known stays open',
    day: '2026-11-02',
    side: 'sell',
    facts: { 'product.productType': 'fund', ...ordinary(5) },
    decision: 'UNDETERMINED',
    because: ['CN-SUIT-01'],
    missing: ['product.riskRatingR'],
  },
  {
    name: 'a product to which no rating applies suits no ordinary investor',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...unratedShare, ...ordinary(5) },
    decision: 'INELIGIBLE',
    because: ['CN-SUIT-01'],
  },
  {
    name: 'it suits a professional one',
    day: '2026-11-02',
    side: 'buy',
    facts: { ...unratedShare, ...professional },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'nothing is asked the day before',
    day: '2017-06-30',
    side: 'buy',
    facts: { ...fundRated(5), ...ordinary(1) },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'nothing is in force for selling the day before either',
    day: '2017-06-30',
    side: 'sell',
    facts: { ...fundRated(5), ...ordinary(1) },
    decision: 'NOT_IN_FORCE',
    because: [],
  },
  {
    name: 'the first day passes what suits',
    day: '2017-07-01',
    side: 'buy',
    facts: { ...fundRated(1), ...ordinary(1) },
    decision: 'ELIGIBLE',
    because: [],
  },
  {
    name: 'the first day refuses what does not suit',
    day: '2017-07-01',
    side: 'buy',
    facts: { ...fundRated(2), ...ordinary(1) },
    decision: 'INELIGIBLE',
    because: ['CN-SUIT-01'],
  },
];
