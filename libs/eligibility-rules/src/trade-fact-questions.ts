import { authored } from './authored-texts.js';
import type { tradeFactSpecifications } from './trade-fact-specifications.js';
import type { AuthoredTexts } from './rule.js';

/** What is asked in order to learn each fact about one order or payment. */
export const tradeFactQuestions: Readonly<Record<keyof typeof tradeFactSpecifications, AuthoredTexts>> = {
  'trade.amountCny': authored(
    'What is the amount of this order or payment, in renminbi?',
    '本次交易或支付的金额是多少（人民币）？',
    '本次交易或支付的金額是多少（人民幣）？',
  ),
  'trade.balanceAfterCny': authored(
    'What will the balance of the wallet be afterwards, in renminbi?',
    '完成后钱包余额是多少（人民币）？',
    '完成後錢包餘額是多少（人民幣）？',
  ),
  'trade.channelNetRemittanceAfterCny': authored(
    'What will your net remittance through this bank or broker be after this order, in renminbi?',
    '本次交易后，您经本银行或券商渠道的净汇出额是多少（人民币）？',
    '本次交易後，閣下經本銀行或券商渠道的淨匯出額是多少（人民幣）？',
  ),
  'trade.considerationUsd': authored(
    'How much do you invest in this order, in US dollars?',
    '您本次投资的金额是多少（美元）？',
    '閣下本次投資的金額是多少（美元）？',
  ),
  'trade.dayTotalAtInstitutionHkd': authored(
    'What will your payments of this day through this institution add up to, this one included, in Hong Kong dollars?',
    '连同本次支付，您当日经本机构支付的累计金额是多少（港元）？',
    '連同本次支付，閣下當日經本機構支付的累計金額是多少（港元）？',
  ),
  'trade.dayTotalCny': authored(
    'What will your payments of this day add up to, this one included, in renminbi?',
    '连同本次支付，您当日支付的累计金额是多少（人民币）？',
    '連同本次支付，閣下當日支付的累計金額是多少（人民幣）？',
  ),
  'trade.hostMarketHoldingPctAfter': authored(
    'What percentage of the fund will investors of the host place hold after this order?',
    '本次交易后，客地投资者持有该基金的比例是多少（%）？',
    '本次交易後，客地投資者持有該基金的比例是多少（%）？',
  ),
  'trade.investorNetRemittanceAfterCny': authored(
    'What will your net remittance under the scheme be after this order, in renminbi?',
    '本次交易后，您在该机制下的净汇出额是多少（人民币）？',
    '本次交易後，閣下在該機制下的淨匯出額是多少（人民幣）？',
  ),
  'trade.localTime': authored(
    'At what time of day in Shanghai and Hong Kong will you place the order or payment?',
    '您将在上海及香港时间几点发出交易或支付指令？',
    '閣下將於上海及香港時間幾點發出交易或支付指示？',
  ),
  'trade.schemeAnnualNetAfterCny': authored(
    'What will the net flow of the whole scheme in this year be after this order, in renminbi?',
    '本次交易后，该机制全年的净额是多少（人民币）？',
    '本次交易後，該機制全年的淨額是多少（人民幣）？',
  ),
  'trade.schemeDailyNetAfterCny': authored(
    'What will the net flow of the whole scheme on this day be after this order, in renminbi?',
    '本次交易后，该机制当日的净额是多少（人民币）？',
    '本次交易後，該機制當日的淨額是多少（人民幣）？',
  ),
  'trade.settlementCurrency': authored(
    'In which currency will the trade be settled?',
    '本次交易以何种货币结算？',
    '本次交易以何種貨幣結算？',
  ),
  'trade.yearTotalAtInstitutionHkd': authored(
    'What will your payments of this year through this institution add up to, this one included, in Hong Kong dollars?',
    '连同本次支付，您当年经本机构支付的累计金额是多少（港元）？',
    '連同本次支付，閣下當年經本機構支付的累計金額是多少（港元）？',
  ),
  'trade.yearTotalCny': authored(
    'What will your payments of this year add up to, this one included, in renminbi?',
    '连同本次支付，您当年支付的累计金额是多少（人民币）？',
    '連同本次支付，閣下當年支付的累計金額是多少（人民幣）？',
  ),
  'trade.yearTotalUsd': authored(
    'How much of your annual foreign exchange facility will be used after this payment, in US dollars?',
    '本次支付后，您当年已使用的便利化外汇额度是多少（美元）？',
    '本次支付後，閣下當年已使用的便利化外匯額度是多少（美元）？',
  ),
};
