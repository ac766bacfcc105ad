import { expect, test } from 'vitest'
import { translatorOf } from '../../i18n/i18n.ts'
import { wordsOf } from '../../ui/use-words.ts'
import { entranceText } from './entrance-text.ts'

const zh = wordsOf(translatorOf('zh-CN'), 'zh-CN')

test.each([
  ['channel:taobao/petfood', '淘宝/天猫 · petfood'],
  ['channel:taobao/petfood/refund/R1', '淘宝/天猫 · petfood · 退款 R1'],
  ['command:record_order', '指令 record_order'],
  ['import:june.csv', '文件导入 june.csv'],
  ['api', '开放接口'],
  ['fax:3', 'fax:3'],
])('%s is %s', (source, text) => {
  expect(entranceText(source, zh)).toBe(text)
})
