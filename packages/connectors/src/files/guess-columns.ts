// Which column means what, guessed from its name in Chinese or English. A guess is shown to a person before anything
// is imported; a mapping saved for the source comes first.

import type { ImportField, ImportMapping, ImportMode } from '@tidegate/domain'

/** Names by field, without spaces, signs and case; of two columns that fit, the earlier name wins. */
const NAMES: Record<ImportField, readonly string[]> = {
  order_id: words(
    '订单编号 主订单编号 订单号 平台订单号 平台单号 线上订单号 原始单号 交易编号 订单id 单号 orderid ordernumber orderno ordername order tid',
  ),
  placed_at: words(
    '订单创建时间 下单时间 拍下时间 创建时间 订单时间 下单日期 订单日期 成交时间 orderplacedat placedat orderdate ordertime orderedat createdat created date',
  ),
  paid_at: words('订单付款时间 付款时间 支付时间 付款日期 支付日期 paidat paymenttime paymentdate datepaid paytime'),
  changed_at: words('最后修改时间 修改时间 更新时间 updatedat changedat modifiedat lastmodified'),
  state: words('订单状态 交易状态 状态 orderstatus status state financialstatus'),
  payable: words(
    '总金额 订单总金额 订单金额 应付总额 应付金额 买家应付金额 合计 总计 payable ordertotal totalamount orderamount total amount totalprice',
  ),
  paid: words(
    '买家实际支付金额 买家实付金额 实付金额 实际支付金额 实付款 已付金额 实收金额 支付金额 付款金额 paid paidamount amountpaid actualpaid',
  ),
  refunded: words('退款金额 已退款金额 退款总额 refunded refundedamount refundamount amountrefunded refund'),
  freight: words('运费 邮费 买家应付邮费 快递费 物流费 freight shippingfee shippingcost shipping postage'),
  currency: words('币种 货币 currency'),
  line_id: words('子订单编号 子订单号 子单号 明细编号 明细行号 lineid itemid lineitemid suborderid orderlineid'),
  sku_code: words(
    '商家编码 sku编码 商品编码 规格编码 货品编码 外部系统编号 货号 sku skucode sellersku merchantcode lineitemsku itemsku itemcode productcode',
  ),
  title: words(
    '商品名称 宝贝标题 商品标题 货品名称 宝贝名称 品名 标题 title productname itemname lineitemname product item',
  ),
  quantity: words('数量 购买数量 商品数量 宝贝数量 件数 quantity qty lineitemquantity itemquantity count pieces'),
  unit_price: words('单价 商品单价 商品价格 售价 价格 unitprice price itemprice lineitemprice'),
  line_payable: words('小计 商品金额 明细金额 商品应付 货款 linetotal lineamount subtotal linepayable'),
  receiver_name: words(
    '收货人姓名 收货人 收件人 收件人姓名 联系人 姓名 receivername receiver recipient recipientname consignee shippingname shipto',
  ),
  receiver_phone: words(
    '收货人手机 联系手机 收件人手机 收货人电话 收件人电话 手机号 手机号码 手机 联系电话 电话 receiverphone receivermobile recipientphone shippingphone mobile phone tel',
  ),
  address: words(
    '收货地址 收货人地址 详细地址 收件地址 收件人地址 地址 address shippingaddress streetaddress shippingstreet address1 street',
  ),
  province: words('省 省份 收货省份 收货省 收件省份 province receiverprovince shippingprovince'),
  city: words('市 城市 收货城市 收货市 收件城市 city receivercity shippingcity'),
  district: words('区 区县 县区 地区 收货区县 收货区 收件区县 district county receiverdistrict'),
  buyer: words('买家会员名 买家昵称 买家账号 会员名 买家 buyer buyernick buyername customer customername username'),
  buyer_message: words('买家留言 买家备注 客户留言 留言 buyermessage buyernote customernote note'),
  seller_memo: words('卖家备注 商家备注 订单备注 客服备注 备注 sellermemo sellernote memo remark remarks'),
}

function words(list: string): readonly string[] {
  return list.split(' ')
}

/** Each field's column, and each column for one field only. */
export function guessColumns(columns: readonly string[]): ImportMapping['columns'] {
  const byName = new Map(columns.toReversed().map((column) => [plain(column), column]))
  const guessed: ImportMapping['columns'] = {}
  for (const [field, names] of Object.entries(NAMES) as [ImportField, readonly string[]][]) {
    const name = names.find((each) => byName.has(each))
    if (name !== undefined) guessed[field] = byName.get(name) ?? ''
  }
  return guessed
}

/** `总金额（元）` and `Order ID` as they are listed above. */
function plain(column: string): string {
  return column
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** A file that says which goods go to whom is about orders to be shipped. */
export function guessMode(columns: ImportMapping['columns']): ImportMode {
  const isToShip = columns.quantity !== undefined && (columns.address ?? columns.receiver_name) !== undefined
  return isToShip && columns.sku_code !== undefined ? 'live' : 'history'
}

/** What a file must tell of each order. */
const REQUIRED: Record<ImportMode, readonly ImportField[]> = {
  history: ['order_id', 'placed_at', 'payable'],
  live: ['order_id', 'placed_at', 'sku_code', 'quantity'],
}

export function missingFields({ columns, mode }: ImportMapping): ImportField[] {
  return REQUIRED[mode].filter((field) => columns[field] === undefined)
}
