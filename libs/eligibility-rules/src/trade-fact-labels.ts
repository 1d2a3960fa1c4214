import { authored } from './authored-texts.js';
import type { tradeFactSpecifications } from './trade-fact-specifications.js';
import type { AuthoredTexts } from './rule.js';

/** What the facts about one order or payment are called. */
export const tradeFactLabels: Readonly<Record<keyof typeof tradeFactSpecifications, AuthoredTexts>> = {
  'trade.amountCny': authored('Amount of this order or payment', '本次交易或支付金额', '本次交易或支付金額'),
  'trade.balanceAfterCny': authored('Wallet balance afterwards', '支付后钱包余额', '支付後錢包餘額'),
  'trade.channelNetRemittanceAfterCny': authored(
    'Net remittance through this bank or broker afterwards',
    '完成后经本渠道的净汇出额',
    '完成後經本渠道的淨匯出額',
  ),
  'trade.considerationUsd': authored('Amount invested', '投资金额', '投資金額'),
  'trade.dayTotalAtInstitutionHkd': authored('Total of the day at this institution', '当日在本机构的累计金额', '當日在本機構的累計金額'),
  'trade.dayTotalCny': authored('Total of the day', '当日累计金额', '當日累計金額'),
  'trade.hostMarketHoldingPctAfter': authored(
    'Share of the fund held by investors of the host place afterwards',
    '完成后客地投资者持有基金的比例',
    '完成後客地投資者持有基金的比例',
  ),
  'trade.investorNetRemittanceAfterCny': authored(
    'Net remittance of the investor afterwards',
    '完成后投资者的净汇出额',
    '完成後投資者的淨匯出額',
  ),
  'trade.localTime': authored('Time of day in Shanghai and Hong Kong', '上海及香港时间', '上海及香港時間'),
  'trade.schemeAnnualNetAfterCny': authored(
    'Net flow of the scheme in the year afterwards',
    '完成后该机制的年度净额',
    '完成後該機制的年度淨額',
  ),
  'trade.schemeDailyNetAfterCny': authored(
    'Net flow of the scheme on the day afterwards',
    '完成后该机制的当日净额',
    '完成後該機制的當日淨額',
  ),
  'trade.settlementCurrency': authored('Settlement currency', '结算货币', '結算貨幣'),
  'trade.yearTotalAtInstitutionHkd': authored('Total of the year at this institution', '当年在本机构的累计金额', '當年在本機構的累計金額'),
  'trade.yearTotalCny': authored('Total of the year', '当年累计金额', '當年累計金額'),
  'trade.yearTotalUsd': authored('Foreign exchange used in the year', '当年已用外汇额度', '當年已用外匯額度'),
};
