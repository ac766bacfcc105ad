import { expect, test } from 'vitest'
import { isPublicAddress, lookupPublic } from './public-address.ts'

test.each(['8.8.8.8', '203.119.0.1', '2400:3200::1', '::ffff:8.8.8.8', '172.32.0.1', '100.128.0.1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  'localhost',
  '',
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))

/** A literal address is looked up as itself, so no network is asked. */
const lookedUp = (name: string, all: boolean): Promise<unknown> =>
  new Promise((resolve, reject) =>
    lookupPublic(name, { all }, (error, address) => (error === null ? resolve(address) : reject(error))),
  )

test('what is connected to must be public, in either form of the answer', async () => {
  expect(await lookedUp('8.8.8.8', false)).toBe('8.8.8.8')
  expect(await lookedUp('8.8.8.8', true)).toEqual([{ address: '8.8.8.8', family: 4 }])
  for (const all of [true, false])
    for (const name of ['10.0.0.1', '169.254.169.254', '::1', '127.0.0.1'])
      await expect(lookedUp(name, all)).rejects.toThrow('private network')
})
