// What pages know of the push: a topic's newest row, and whether it comes. Without it they ask now and then.

import { PATHS, PUSH_PROTOCOL, topicName } from '@tidegate/contract'
import type { PushRow, Topic, TopicValue } from '@tidegate/contract'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { reportReached } from './connection.ts'
import { PushSocket } from './push-socket.ts'
import type { PushState } from './push-socket.ts'

const stateListeners = new Set<() => void>()
const signOutListeners = new Set<() => void>()

const socket = new PushSocket({
  open: () => new WebSocket(new URL(PATHS.push, location.href.replace(/^http/, 'ws')), PUSH_PROTOCOL),
  stateChanged: () => tell(stateListeners),
  heard: reportReached,
  signedOut: () => tell(signOutListeners),
})

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) socket.hurry()
})

/** Of the session that ends here. */
export function forgetPushed(): void {
  socket.forget()
}

export function usePushState(): PushState {
  return useSyncExternalStore(subscribeToState, () => socket.state)
}

/**
 * Calls back with the topic's newest row, now and whenever there is a newer one. True while it comes by itself; until
 * then, and where it is refused, the page asks. Null subscribes to nothing.
 */
export function usePush<Kind extends Topic['kind']>(
  topic: (Topic & { kind: Kind }) | null,
  onRow: (value: TopicValue<Kind>, version: number) => void,
): boolean {
  const name = topic === null ? null : topicName(topic)
  const take = useEffectEvent(({ value, version }: PushRow) => onRow(value as TopicValue<Kind>, version))
  useEffect(() => (name === null ? undefined : socket.listen(name, (row) => take(row))), [name])
  return useSyncExternalStore(subscribeToState, () => name !== null && socket.isCurrent(name))
}

/** Told when the server ended the session while a page was open. */
export function usePushSignOut(onSignOut: () => void): void {
  const tellPage = useEffectEvent(onSignOut)
  useEffect(() => {
    const listener = (): void => tellPage()
    signOutListeners.add(listener)
    return () => void signOutListeners.delete(listener)
  }, [])
}

function tell(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener()
}

function subscribeToState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}
