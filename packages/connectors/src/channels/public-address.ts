// Which addresses we connect to. A platform lies on the internet: a name that resolves to this machine, this
// network or a cloud's metadata service is an attack or a mistake. Checked at the connection itself, so that a
// name cannot be resolved to one address for the check and to another for the call.

import { lookup } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // Carrier-grade NAT; Aliyun's metadata service lies in it.
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96], // Unspecified, loopback, IPv4-compatible.
  ['64:ff9b::', 96], // NAT64: an IPv4 address in disguise.
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: an IPv4 address in disguise.
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

export function isPublicAddress(address: string): boolean {
  const mapped = MAPPED_IPV4.exec(address)?.[1]
  if (mapped !== undefined) return isPublicAddress(mapped)
  const version = isIP(address)
  return version !== 0 && !PRIVATE.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/**
 * A `lookup` for http requests that fails unless every address of the name is public. Gateways on this machine
 * are allowed by their literal address, which is not looked up, and `localhost`, which never leaves it.
 */
export function lookupPublic(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    const isAllowed = hostname === 'localhost' || addresses.every(({ address }) => isPublicAddress(address))
    const [first] = addresses
    if (!isAllowed || first === undefined) return callback(new Error('the name leads into a private network'), [])
    if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
