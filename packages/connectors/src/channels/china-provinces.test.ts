import { expect, test } from 'vitest'
import { provinceOf } from './china-provinces.ts'

test.each([
  ['浙江', '浙江省'],
  ['浙江省', '浙江省'],
  ['上海', '上海'],
  ['上海市', '上海'],
  [' 广西', '广西壮族自治区'],
  ['内蒙古自治区', '内蒙古自治区'],
  ['新疆维吾尔自治区', '新疆维吾尔自治区'],
  ['California', 'California'],
  ['', ''],
])('%j is %j', (given, province) => expect(provinceOf(given)).toBe(province))
