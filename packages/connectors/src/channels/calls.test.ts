import { describe, expect, test } from 'vitest'
import { Calls } from './calls.ts'
import { ChannelError } from './channel.ts'
import { fixedTokens, TokenKeeper } from './tokens.ts'
import type { ChannelTokens, TokenSource } from './tokens.ts'

const never = new AbortController().signal
const NOW = 1_800_000_000_000
const WINDOW = { windowMsMax: 1, lagMs: 1, pageSize: 1, listsVersions: true } as const
const LIMITS = { ...WINDOW, callsPerSecond: 1_000, callScope: 'shop' } as const
const token = (accessToken: string, expiresAt: number | null = null): ChannelTokens => ({
  accessToken,
  refreshToken: `refresh-${accessToken}`,
  expiresAt,
})
const callsWith = (tokens: TokenSource): Calls =>
  new Calls({ shop: 's', gatewayUrl: '', access: {}, tokens, now: () => NOW }, LIMITS)
const refused = (): ChannelError => new ChannelError('reauthorise', 'expired', { message: 'expired' })

/** A platform that takes only `good`. */
const send =
  (good: string, used: string[] = []) =>
  async ({ accessToken }: ChannelTokens): Promise<string> => {
    used.push(accessToken)
    if (accessToken !== good) throw refused()
    return 'answer'
  }

interface Kept {
  keeper: TokenKeeper
  refreshes: string[]
  stored: string[]
}

function keep(first: ChannelTokens, next: string): Kept {
  const refreshes: string[] = []
  const stored: string[] = []
  const keeper = new TokenKeeper({
    tokens: first,
    refresh: async (stale) => {
      refreshes.push(stale.accessToken)
      await new Promise((resolve) => setTimeout(resolve, 10))
      return token(next)
    },
    store: async ({ accessToken }) => void stored.push(accessToken),
  })
  return { keeper, refreshes, stored }
}

describe('a token', () => {
  test('that is refused is renewed once, stored, and the call goes through', async () => {
    const { keeper, refreshes, stored } = keep(token('old'), 'new')
    const calls = callsWith(keeper)
    const answers = await Promise.all(Array.from({ length: 10 }, () => calls.run(send('new'), never)))
    expect(new Set(answers)).toEqual(new Set(['answer']))
    expect({ refreshes, stored }).toEqual({ refreshes: ['old'], stored: ['new'] })
  })
  test('about to expire, or not there yet, is renewed before the call', async () => {
    for (const first of [token('old', NOW + 1_000), token('')]) {
      const used: string[] = []
      expect(await callsWith(keep(first, 'new').keeper).run(send('new', used), never)).toBe('answer')
      expect(used).toEqual(['new'])
    }
  })
  test('that stays refused is not renewed again and again', async () => {
    const { keeper, refreshes } = keep(token('old'), 'newer')
    await expect(callsWith(keeper).run(send('never'), never)).rejects.toMatchObject({ kind: 'reauthorise' })
    expect(refreshes).toHaveLength(1)
  })
  test('that nobody can renew asks a person', async () => {
    await expect(callsWith(fixedTokens(token('old'))).run(send('new'), never)).rejects.toMatchObject({
      code: 'expired',
    })
  })
  test('is kept though it could not be stored: the platform has taken the old one back', async () => {
    const fresh = token('new')
    const store = (): Promise<void> => Promise.reject(new Error('disk full'))
    const keeper = new TokenKeeper({ tokens: token('old'), refresh: async () => fresh, store })
    await expect(keeper.renew(token('old'))).rejects.toThrow('disk full')
    expect(await keeper.renew(token('old'))).toEqual(fresh)
  })
})

test('a limit makes the calls after it wait', async () => {
  const calls = callsWith(fixedTokens(token('a')))
  const limited = new ChannelError('throttled', 'limit', { message: 'slow', retryAfterMs: 60_000 })
  await expect(calls.run(() => Promise.reject(limited), never)).rejects.toBe(limited)
  await expect(calls.run(async () => 'x', never)).rejects.toMatchObject({ kind: 'throttled', code: 'banned' })
})
