// Regions as WooCommerce codes them. Most countries use the codes of ISO 3166-2; Chinese provinces have numbers of
// WooCommerce's own, named here as the other channels name them, so that rules by province hold for this one too.

const CHINESE_PROVINCES: readonly string[] = [
  '云南省', // CN1
  '北京',
  '天津',
  '河北省',
  '山西省',
  '内蒙古自治区',
  '辽宁省',
  '吉林省',
  '黑龙江省',
  '上海', // CN10
  '江苏省',
  '浙江省',
  '安徽省',
  '福建省',
  '江西省',
  '山东省',
  '河南省',
  '湖北省',
  '湖南省',
  '广东省', // CN20
  '广西壮族自治区',
  '海南省',
  '重庆',
  '四川省',
  '贵州省',
  '陕西省',
  '甘肃省',
  '青海省',
  '宁夏回族自治区',
  '澳门特别行政区', // CN30
  '西藏自治区',
  '新疆维吾尔自治区',
]

/** Many countries have no states; the country is then the region. Empty where there is neither. */
export function regionOf(state: string, country: string): string {
  const number = /^CN(\d{1,2})$/.exec(state)?.[1]
  const province = number === undefined ? undefined : CHINESE_PROVINCES[Number(number) - 1]
  return province ?? (state === '' ? country : state)
}
