// TMC's frames against what other clients write, and what each topic means to us.

import { describe, expect, test } from 'vitest'
import { FRAME_TYPES, readFrame, writeFrame } from './tmc-frame.ts'
import { toNotice } from './tmc-listener.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('frames', () => {
  // Produced by running tmc.js' encoder.
  test('a pull and a confirmation are byte for byte those of tmc.js', () => {
    expect(hex(writeFrame(FRAME_TYPES.send, 'tok-1', [['__kind', 1]]))).toBe(
      '0202050005000000746f6b2d310100060000005f5f6b696e6402010000',
    )
    const confirm = writeFrame(FRAME_TYPES.send, 'tok-1', [
      ['__kind', 2],
      ['id', 5_000_000_000_000_000_001n],
    ])
    expect(hex(confirm)).toBe(
      '0202050005000000746f6b2d310100060000005f5f6b696e6402020100020000006964050100f444829163450000',
    )
  })
  test('an acknowledgement is read', () => {
    expect(readFrame(Buffer.from('0201050005000000746f6b2d310000', 'hex'))).toMatchObject({ type: 1, token: 'tok-1' })
  })
  test('anything cut off or unknown is no frame', () => {
    const bytes = writeFrame(FRAME_TYPES.send, 'tok-1', [['id', 1n]])
    for (let length = 0; length < bytes.length; length++) expect(readFrame(bytes.subarray(0, length))).toBeNull()
    expect(readFrame(Buffer.from('02020900', 'hex'))).toBeNull()
    expect(readFrame(Buffer.from('020205007fffffff', 'hex'))).toBeNull()
  })
})

describe('a message', () => {
  const notice = (topic: string, content: string): unknown => toNotice({ messageId: '1', topic, at: null, content })
  test('of a trade or a refund names its order, digit for digit', () => {
    for (const topic of ['taobao_trade_TradeBuyerPay', 'taobao_refund_RefundCreated'])
      expect(notice(topic, '{"tid":3800000000000000001,"oid":3800000000000000002}')).toMatchObject({
        kind: 'order_changed',
        platformOrderId: '3800000000000000001',
      })
  })
  test('of an item names its listing', () => {
    expect(notice('taobao_item_ItemStockChanged', '{"num_iid":600000000001}')).toMatchObject({
      kind: 'listing_changed',
      platformItemId: '600000000001',
    })
  })
  test('that nobody understands is kept as such', () => {
    for (const content of ['{}', '', 'no json', '[]', '{"tid":{"a":1}}'])
      expect(notice('taobao_new_Thing', content)).toMatchObject({ kind: 'other' })
  })
})
