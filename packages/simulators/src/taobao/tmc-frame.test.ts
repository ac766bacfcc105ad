import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame, FRAME_TYPES } from './tmc-frame.ts'

// Produced by tmc.js' encoder, which writes small integers in one byte.
const PULL = '0202050005000000746f6b2d310100060000005f5f6b696e6402010000'
const CONFIRM = '0202050005000000746f6b2d310100060000005f5f6b696e6402020100020000006964050100f444829163450000'

test('an acknowledgement is byte for byte what clients expect', () => {
  const bytes = encodeFrame({ type: FRAME_TYPES.connectAck, token: 'tok-1' })
  expect(bytes.toString('hex')).toBe('0201050005000000746f6b2d310000')
})

test("a client's frames are read", () => {
  expect(decodeFrame(Buffer.from(PULL, 'hex'))).toMatchObject({ type: 2, token: 'tok-1' })
  const confirm = decodeFrame(Buffer.from(CONFIRM, 'hex'))
  expect([...confirm.content]).toEqual([
    ['__kind', 2],
    ['id', 5_000_000_000_000_000_001n],
  ])
})

test('a cut frame is refused wherever it is cut', () => {
  const bytes = Buffer.from(CONFIRM, 'hex')
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeFrame(bytes.subarray(0, length))).toThrow(RangeError)
  }
})
