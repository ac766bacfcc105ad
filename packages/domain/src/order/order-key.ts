// One order, whatever repeats: the identity every entrance agrees on.

export const CHANNELS = [
  'taobao',
  'jd',
  'pinduoduo',
  'douyin',
  'kuaishou',
  'xiaohongshu',
  'wechat',
  'youzan',
  'shopify',
  'woocommerce',
  'open_api',
  'import',
] as const
export type Channel = (typeof CHANNELS)[number]

/** Two letters that open an order number, so one glance tells the channel. */
export const CHANNEL_CODES: Record<Channel, string> = {
  taobao: 'TB',
  jd: 'JD',
  pinduoduo: 'PD',
  douyin: 'DY',
  kuaishou: 'KS',
  xiaohongshu: 'XH',
  wechat: 'WX',
  youzan: 'YZ',
  shopify: 'SP',
  woocommerce: 'WC',
  open_api: 'OA',
  import: 'IM',
}

/** Entrances of our own: nobody behind them waits to hear of parcels or stock. */
const OWN_ENTRANCES: ReadonlySet<Channel> = new Set(['open_api', 'import'])

export function isMarketplace(channel: Channel): boolean {
  return !OWN_ENTRANCES.has(channel)
}

export interface ShopKey {
  channel: Channel
  /** Our slug for the seller account; it holds no slash. */
  shop: string
}

export interface OrderKey extends ShopKey {
  /** The platform's id as text: 19-digit ids do not survive a float. */
  platformOrderId: string
}

export function orderKeyText(key: OrderKey): string {
  return `${key.channel}/${key.shop}/${key.platformOrderId}`
}

export function shopKeyText(key: ShopKey): string {
  return `${key.channel}/${key.shop}`
}
