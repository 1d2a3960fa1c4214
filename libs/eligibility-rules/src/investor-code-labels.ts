import { authored } from './authored-texts.js';
import type { AuthoredTexts } from './rule.js';

/** What the codes of facts about an investor mean, by fact and code. */
export const investorCodeLabels: Readonly<Record<string, Readonly<Record<string, AuthoredTexts>>>> = {
  'investor.accountMarket': {
    CN: authored('Mainland', '内地', '內地'),
    HK: authored('Hong Kong', '香港', '香港'),
    OS: authored('Elsewhere', '其他地方', '其他地方'),
  },
  'investor.hukouCity': {
    Guangzhou: authored('Guangzhou', '广州', '廣州'),
    Shenzhen: authored('Shenzhen', '深圳', '深圳'),
    Zhuhai: authored('Zhuhai', '珠海', '珠海'),
    Foshan: authored('Foshan', '佛山', '佛山'),
    Huizhou: authored('Huizhou', '惠州', '惠州'),
    Dongguan: authored('Dongguan', '东莞', '東莞'),
    Zhongshan: authored('Zhongshan', '中山', '中山'),
    Jiangmen: authored('Jiangmen', '江门', '江門'),
    Zhaoqing: authored('Zhaoqing', '肇庆', '肇慶'),
    Shanghai: authored('Shanghai', '上海', '上海'),
    Beijing: authored('Beijing', '北京', '北京'),
  },
  'investor.identityDocuments': {
    CN_ID: authored('Mainland resident identity card', '内地居民身份证', '內地居民身份證'),
    CN_PASSPORT: authored(
      "Passport of the People's Republic of China, issued on the Mainland",
      '内地签发的中华人民共和国护照',
      '內地簽發的中華人民共和國護照',
    ),
    HK_PR_ID: authored('Hong Kong permanent identity card', '香港永久性居民身份证', '香港永久性居民身份證'),
    MO_PR_ID: authored('Macao permanent resident identity card', '澳门永久性居民身份证', '澳門永久性居民身份證'),
    ONE_WAY_PERMIT: authored('One-way Permit to Hong Kong or Macao', '前往港澳通行证（单程证）', '前往港澳通行證（單程證）'),
    OVERSEAS_PR: authored('Proof of permanent residence overseas', '境外永久居留证明', '境外永久居留證明'),
    HKID: authored('Hong Kong identity card', '香港身份证', '香港身份證'),
  },
  'investor.institutionClass': {
    central_bank: authored('Central bank or monetary authority', '央行或货币当局', '央行或貨幣當局'),
    intl_org: authored('International financial organisation', '国际金融组织', '國際金融組織'),
    sovereign_fund: authored('Sovereign wealth fund', '主权财富基金', '主權財富基金'),
    commercial_bank: authored('Commercial bank', '商业银行', '商業銀行'),
    insurer: authored('Insurer', '保险公司', '保險公司'),
    securities_firm: authored('Securities firm', '证券公司', '證券公司'),
    fund_manager: authored('Fund manager', '基金管理公司', '基金管理公司'),
    futures_firm: authored('Futures firm', '期货公司', '期貨公司'),
    trust_company: authored('Trust company', '信托公司', '信託公司'),
    other_asset_manager: authored('Other asset manager', '其他资产管理机构', '其他資產管理機構'),
    investment_product: authored('Investment product of a financial institution', '金融机构发行的投资产品', '金融機構發行的投資產品'),
    pension: authored('Pension fund', '养老基金', '退休基金'),
    charity: authored('Charitable fund', '慈善基金', '慈善基金'),
    endowment: authored('Endowment fund', '捐赠基金', '捐贈基金'),
    wealth_mgmt_co: authored('Bank wealth management company', '银行理财公司', '銀行理財公司'),
    exchange_fmi: authored('Exchange or other market infrastructure', '交易所或其他金融市场基础设施', '交易所或其他金融市場基建'),
    licensed_corporation: authored('Corporation licensed by the SFC', '香港证监会持牌法团', '證監會持牌法團'),
    private_fund: authored('Private fund', '私募基金', '私募基金'),
    government: authored('Government', '政府', '政府'),
  },
  'investor.kind': {
    institution: authored('Institution', '机构投资者', '機構投資者'),
    individual: authored('Individual', '个人投资者', '個人投資者'),
  },
  'investor.statuses': {
    HK_IPI: authored('Institutional professional investor in Hong Kong', '香港机构专业投资者', '機構專業投資者'),
    PBOC_CIBM_FILED: authored(
      'Filed with the PBOC for the China Interbank Bond Market',
      '已取得人民银行的银行间债券市场备案通知书',
      '已取得人民銀行的銀行間債券市場備案通知書',
    ),
    OMO_PRIMARY_DEALER: authored(
      'Primary dealer in open market operations of the PBOC',
      '人民银行公开市场业务一级交易商',
      '人民銀行公開市場業務一級交易商',
    ),
    QDII: authored('Qualified domestic institutional investor (QDII)', '合格境内机构投资者（QDII）', '合格境內機構投資者（QDII）'),
    RQDII: authored(
      'RMB qualified domestic institutional investor (RQDII)',
      '人民币合格境内机构投资者（RQDII）',
      '人民幣合格境內機構投資者（RQDII）',
    ),
    NB_BOND_CONNECT_INVESTOR: authored('Northbound Bond Connect investor', '债券通“北向通”投资者', '債券通「北向通」投資者'),
    CN_PROFESSIONAL: authored('Professional investor on the Mainland', '内地专业投资者', '內地專業投資者'),
  },
  'investor.vehicleFlags': {
    MPF: authored('Mandatory Provident Fund scheme', '强制性公积金计划', '強制性公積金計劃'),
    ORSO: authored('Occupational retirement scheme', '职业退休计划', '職業退休計劃'),
    RETAIL_CIS: authored('Retail or authorised collective investment scheme', '零售或获认可的集体投资计划', '零售或獲認可的集體投資計劃'),
  },
};
