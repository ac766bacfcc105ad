// Xiaohongshu's two signatures, MD5 in lower-case hexadecimal: of a call, and of a message. Neither covers any content.

import { digestHex } from '../digests.ts'

export interface SignedCall {
  method: string
  appId: string
  /** UNIX seconds. */
  timestamp: string
  version: string
}

export function signCall({ method, appId, timestamp, version }: SignedCall, appSecret: string): string {
  return digestHex('md5', `${method}?appId=${appId}&timestamp=${timestamp}&version=${version}${appSecret}`)
}

export interface SignedMessage {
  path: string
  query: Iterable<readonly [string, string]>
  appKey: string
  timestamp: string
}

/** The address as called, its parameters and two headers sorted together. */
export function signMessage({ path, query, appKey, timestamp }: SignedMessage, appSecret: string): string {
  const pairs = [...query, ['app-key', appKey] as const, ['timestamp', timestamp] as const]
  const sorted = pairs.map(([name, value]) => `${name}=${value}`).toSorted()
  return digestHex('md5', `${path}?${sorted.join('&')}${appSecret}`)
}
