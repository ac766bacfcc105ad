// What a test and the worker process it kills say to each other.

import type { Command, Outcome } from '@tidegate/domain'

export interface SentCommand {
  id: number
  command: Command
}

export type ToWorker =
  | { kind: 'open'; url: string; masterKeyFile: string; merchant: string }
  | { kind: 'commands'; commands: SentCommand[] }
  | { kind: 'list_work'; except: number[] }
  | { kind: 'finish' }

export type FromWorker =
  | { kind: 'ready' }
  /** They are in the door; from here on the worker may die with their outcome. */
  | { kind: 'begun'; ids: number[] }
  | { kind: 'ok'; id: number; outcome: Outcome }
  /** The door gave up on it: whether it is stored is unknown. */
  | { kind: 'unknown'; id: number; reason: string }
  | { kind: 'work'; ids: number[] }
  | { kind: 'finished' }
