// Who is at the other end of a connection, as the handshake proved it.

import type { TopicKind } from '@tidegate/contract'
import type { Control } from '@tidegate/engine'
import { mayAccess } from '../http/access.ts'
import type { Known } from '../http/access.ts'
import { TOPIC_ACCESS } from './topic-access.ts'

/** The token is the session's or the key's secret, by which it is looked up again: never logged. */
export type PushCaller = Known & { token: string }

export function merchantCodeOf(caller: PushCaller): string {
  return 'key' in caller ? caller.key.merchantCode : caller.session.merchantCode
}

/** For the log. */
export function actorOf(caller: PushCaller): string {
  return 'key' in caller ? `key:${caller.key.keyId}` : `user:${caller.session.userId}`
}

export function maySee(caller: PushCaller, kind: TopicKind): boolean {
  return mayAccess(caller, TOPIC_ACCESS[kind])
}

export type Standing = 'unchanged' | 'changed' | 'ended'

/** How the callers stand by now, by token: one question about all sessions and one about all keys. */
export async function readStanding(
  control: Pick<Control, 'findSessions' | 'findApiKeys'>,
  callers: Iterable<PushCaller>,
): Promise<ReadonlyMap<string, Standing>> {
  const byToken = new Map([...callers].map((caller) => [caller.token, caller]))
  const tokensOf = (kind: 'key' | 'session') =>
    [...byToken.values()].filter((each) => kind in each).map(({ token }) => token)
  const [sessions, keys] = await Promise.all([
    control.findSessions(tokensOf('session')),
    control.findApiKeys(tokensOf('key')),
  ])
  return new Map(
    [...byToken].map(([token, caller]) => {
      const [before, now] = 'key' in caller ? [caller.key, keys.get(token)] : [caller.session, sessions.get(token)]
      if (now === undefined) return [token, 'ended']
      return [token, JSON.stringify(before) === JSON.stringify(now) ? 'unchanged' : 'changed']
    }),
  )
}
