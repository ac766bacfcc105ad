// Our words for carriers. Each channel has its own code for each: `carrierCodes` of its shipments capability.

export const CARRIERS = [
  'sf',
  'yto',
  'zto',
  'sto',
  'yunda',
  'jtexpress',
  'jd',
  'ems',
  'china_post',
  'deppon',
  'cainiao',
  'ups',
  'usps',
  'fedex',
  'dhl',
] as const
export type Carrier = (typeof CARRIERS)[number]
