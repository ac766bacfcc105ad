import { isIPv6 } from 'node:net'
import type { Config } from './config.ts'

/** How a browser reaches the console, as far as configuration tells. */
export function baseUrl({
  publicUrl,
  host,
  port,
}: Pick<Config<'publicUrl' | 'host' | 'port'>, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== null) return publicUrl
  // "Every address" is nowhere a browser can go.
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`
}
