import { authored } from './authored-texts.js';
import type { AuthoredTexts } from './rule.js';

/** What the codes of facts about a product mean, by fact and code; a product type is called as its own definition calls it. */
export const productCodeLabels: Readonly<Record<string, Readonly<Record<string, AuthoredTexts>>>> = {
  'product.assetManagementType': {
    fixed_income: authored('Fixed income', '固定收益类', '固定收益類'),
    mixed: authored('Mixed', '混合类', '混合類'),
    equity: authored('Equity', '权益类', '權益類'),
    commodity_derivative: authored('Commodities and financial derivatives', '商品及金融衍生品类', '商品及金融衍生品類'),
  },
  'product.board': {
    STAR: authored('STAR Market', '科创板', '科創板'),
    CHINEXT: authored('ChiNext', '创业板', '創業板'),
    MAIN: authored('Main board', '主板', '主板'),
    GEM: authored('GEM of Hong Kong', '香港GEM', 'GEM'),
  },
  'product.csrcFiledBy': {
    onshore_controlling_entity: authored('The onshore entity that controls the assets', '控制基础资产的境内主体', '控制相關資產的境內主體'),
    other: authored('Another entity', '其他主体', '其他主體'),
  },
  'product.features': {
    synthetic: authored('Synthetic', '合成', '合成'),
    leveraged: authored('Leveraged', '杠杆', '槓桿'),
    inverse: authored('Inverse', '反向', '反向'),
    high_yield_bond: authored('High-yield bonds', '高收益债券', '高息債券'),
    single_emerging_market: authored('Single emerging market', '单一新兴市场', '單一新興市場'),
    cash_management: authored('Cash management', '现金管理类', '現金管理類'),
    commodity_futures: authored('Commodity futures', '商品期货', '商品期貨'),
  },
  'product.floatingRateIndex': {
    FR007: authored('Seven-day fixing repo rate (FR007)', '七天回购定盘利率（FR007）', '七天回購定盤利率（FR007）'),
    SHIBOR3M: authored('Three-month Shibor', '3个月期上海银行间同业拆放利率（Shibor 3M）', '三個月期上海銀行間同業拆放利率（Shibor 3M）'),
    SHIBORON: authored('Overnight Shibor', '隔夜上海银行间同业拆放利率（Shibor O/N）', '隔夜上海銀行間同業拆放利率（Shibor O/N）'),
    LPR1Y: authored('One-year loan prime rate (LPR)', '1年期贷款市场报价利率（LPR）', '一年期貸款市場報價利率（LPR）'),
  },
  'product.fundClass': {
    equity: authored('Equity fund', '股票型', '股票基金'),
    bond: authored('Bond fund', '债券型', '債券基金'),
    mixed: authored('Mixed fund', '混合型', '混合型基金'),
    unlisted_index: authored('Unlisted index fund', '非上市指数型', '非上市指數基金'),
    physical_etf: authored('Physical index-tracking ETF', '实物型指数ETF', '實物型指數ETF'),
  },
  'product.greenStandard': {
    CN_GFEPC_2025: authored(
      'Green Finance Endorsed Projects Catalogue (2025)',
      '绿色金融支持项目目录（2025年版）',
      '綠色金融支持項目目錄（2025年版）',
    ),
    CN_GBEPC_2021: authored(
      'Green Bond Endorsed Projects Catalogue (2021)',
      '绿色债券支持项目目录（2021年版）',
      '綠色債券支持項目目錄（2021年版）',
    ),
    OTHER: authored('Another standard', '其他标准', '其他標準'),
    NONE: authored('None', '无', '無'),
  },
  'product.indexMemberships': {
    SSE_A_SHARE: authored('SSE A Share Index', '上证A股指数', '上證A股指數'),
    SZSE_COMPOSITE: authored('SZSE Composite Index', '深证综合指数', '深證綜合指數'),
  },
  'product.reinsurerBusiness': {
    general: authored('General business', '一般业务', '一般業務'),
    composite: authored('Composite business', '综合业务', '綜合業務'),
    long_term: authored('Long-term business', '长期业务', '長期業務'),
  },
  'product.schemeListing': {
    full: authored('Open for buying and selling', '可买入及卖出', '可買入及賣出'),
    sell_only: authored('Open for selling only', '只可卖出', '只可賣出'),
    buy_suspended: authored('Buying suspended', '暂停买入', '暫停買入'),
    not_listed: authored('Not on the list', '不在名单上', '不在名單上'),
  },
  'product.productType': {
    a_share: authored('A share', 'A股', 'A股'),
    etf: authored('Exchange-traded fund', '交易型开放式指数基金（ETF）', '交易所買賣基金（ETF）'),
    fund: authored('Public fund', '公募基金', '公募基金'),
    rmb_deposit: authored('Renminbi deposit', '人民币存款', '人民幣存款'),
    bank_wmp: authored('Bank wealth management product', '银行理财产品', '銀行理財產品'),
    hk_share: authored('Hong Kong share', '港股', '港股'),
    private_fund: authored('Private fund', '私募基金', '私募基金'),
    bond: authored('Bond', '债券', '債券'),
    repo: authored('Bond repurchase', '债券回购', '債券回購'),
    irs: authored('Interest rate swap', '利率互换', '利率互換'),
    future: authored('Listed future or option', '上市期货或期权', '上市期貨或期權'),
    fx_product: authored('Foreign exchange product', '外汇产品', '外匯產品'),
    gold_contract: authored('Spot gold contract', '黄金现货合约', '黃金現貨合約'),
    payment_service: authored('Cross-boundary payment service', '跨境支付服务', '跨境支付服務'),
    ecny_wallet: authored('e-CNY wallet', '数字人民币钱包', '數字人民幣錢包'),
    clearing_service: authored('Clearing service', '清算服务', '結算服務'),
    custody_service: authored('Custody service', '托管服务', '託管服務'),
    insurance: authored('Insurance', '保险', '保險'),
    reinsurance: authored('Reinsurance', '再保险', '再保險'),
    ils: authored('Insurance-linked security', '保险相连证券', '保險相連證券'),
    loan: authored('Loan', '贷款', '貸款'),
    token: authored('Tokenised product', '代币化产品', '代幣化產品'),
  },
};
