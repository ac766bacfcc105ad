// One spelling of each province, whatever a platform writes ("浙江", "上海市"): routing rules compare it as text.

const REGIONS: Readonly<Record<string, string>> = {
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
}
const CITIES = new Set(['北京', '天津', '上海', '重庆'])
const PROVINCES = new Set(
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾'.split(
    ' ',
  ),
)

/** Cities of provincial rank stand without their suffix; what is no province of China stays as it is. */
export function provinceOf(text: string): string {
  const name = text.trim()
  const short = name.replace(/(省|市)$/, '')
  if (CITIES.has(short)) return short
  return PROVINCES.has(short) ? `${short}省` : (REGIONS[name] ?? name)
}
