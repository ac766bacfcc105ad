// Chinese provinces are numbered by WooCommerce (its list of states of CN). The scenario knows them by name.

const NAMES = (
  '云南省,北京,天津,河北省,山西省,内蒙古自治区,辽宁省,吉林省,黑龙江省,上海,江苏省,浙江省,安徽省,福建省,江西省,山东省,河南省,' +
  '湖北省,湖南省,广东省,广西壮族自治区,海南省,重庆,四川省,贵州省,陕西省,甘肃省,青海省,宁夏回族自治区,澳门特别行政区,' +
  '西藏自治区,新疆维吾尔自治区'
).split(',')

/** "CN12"; a name the list lacks stays as it is, as a shop without states would send it. */
export function stateOf(province: string): string {
  const index = NAMES.indexOf(province)
  return index === -1 ? province : `CN${index + 1}`
}
