// Where an order goes. A province that has no column of its own is read off the address's beginning.

import type { OrderHistory, Receiver } from '@tidegate/domain'
import type { RowReader } from './read-fields.ts'

const REGION_CHARACTERS_MAX = 50
const NAME_CHARACTERS_MAX = 200
const MEMO_CHARACTERS_MAX = 10_000

const PROVINCE =
  /^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?/

export function readRegion(reader: RowReader): Pick<OrderHistory, 'province' | 'city' | 'district'> {
  return {
    province: reader.text('province', REGION_CHARACTERS_MAX) || provinceOf(reader),
    city: reader.text('city', REGION_CHARACTERS_MAX),
    district: reader.text('district', REGION_CHARACTERS_MAX),
  }
}

function provinceOf(reader: RowReader): string {
  return PROVINCE.exec(reader.text('address', NAME_CHARACTERS_MAX))?.[0] ?? ''
}

/** Null where the row names no place: such an order is held until somebody says where it goes. */
export function readReceiver(reader: RowReader): Receiver | null {
  const name = reader.text('receiver_name', NAME_CHARACTERS_MAX)
  const address = reader.text('address', NAME_CHARACTERS_MAX)
  const phone = reader.text('receiver_phone', REGION_CHARACTERS_MAX)
  const region = readRegion(reader)
  const memo = [reader.text('buyer_message', MEMO_CHARACTERS_MAX), reader.text('seller_memo', MEMO_CHARACTERS_MAX)]
  if (name === '' && address === '' && region.province === '') return null
  const masked = [name, phone, address].some((text) => text.includes('*'))
  // Masked and without a token nobody could ever print this label: as good as absent.
  if (masked) return null
  return {
    name,
    phone,
    address,
    ...region,
    token: null,
    buyer: reader.text('buyer', NAME_CHARACTERS_MAX),
    memo: memo.filter((text) => text !== '').join('\n'),
    masked: false,
  }
}
