import { expect, test } from 'vitest'
import { signTaobao } from './sign.ts'

test('the worked example of the guide (docId=101617)', () => {
  const parameters = {
    method: 'taobao.item.seller.get',
    app_key: '12345678',
    session: 'test',
    timestamp: '2016-01-01 12:00:00',
    format: 'json',
    v: '2.0',
    sign_method: 'md5',
    fields: 'num_iid,title,nick,price,num',
    num_iid: '11223344',
  }
  expect(signTaobao(parameters, 'helloworld', 'md5')).toBe('66987CB115214E59E6EC978214934FB8')
  expect(signTaobao({ ...parameters, sign: 'x', empty: '' }, 'helloworld', 'md5')).toBe(
    '66987CB115214E59E6EC978214934FB8',
  )
})
