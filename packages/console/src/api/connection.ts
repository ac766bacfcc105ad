// Whether the API answers, as one fact for the whole page. Any answer, even a refusal, is contact.

import { useSyncExternalStore } from 'react'

export interface Connection {
  reachable: boolean
  /** Time of the last answer in the viewer's clock; null before the first. */
  lastAnswerAt: number | null
}

let connection: Connection = { reachable: true, lastAnswerAt: null }
let lastAnswerAt: number | null = null
const listeners = new Set<() => void>()

export function reportReached(): void {
  lastAnswerAt = Date.now()
  if (!connection.reachable || connection.lastAnswerAt === null) publish({ reachable: true, lastAnswerAt })
}

export function reportUnreachable(): void {
  if (connection.reachable) publish({ reachable: false, lastAnswerAt })
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection)
}

function publish(next: Connection): void {
  connection = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
