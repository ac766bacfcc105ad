// The settings of the embedded PostgreSQL. They go on the command line, so that neither the data
// folder's own configuration nor `alter system` can weaken the durability we promise.

import { totalmem } from 'node:os'

/** Settings by name, as `postgres -c name=value` takes them. */
export type Settings = Readonly<Record<string, string>>

export const EMBEDDED_SETTINGS: Settings = {
  // A commit we have answered for must survive a power cut.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // Never reachable from another machine, and no socket file in a folder others can write to.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: `${sharedBuffersMb(totalmem())}MB`,
  wal_buffers: '16MB',
  // Checkpoints are the main source of latency spikes: make them rare and spread out.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  // These binaries are built without lz4; what pglz would cost and save here has not been measured.
  wal_compression: 'off',
  // Our statements are short and known: compiling them costs more than it gives.
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  cluster_name: 'tidegate',
  // The log must not carry what is in the rows: no DETAIL lines, no statement text, and none of a statement's own
  // errors, which quote the value they refuse. The engine logs those by code.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
}

/**
 * A sixteenth of the machine's memory, so that indexes that fill in no order (numbers, SKUs) stay there: at least what a
 * small machine can spare, and a gigabyte at most, for the operating system's cache does the rest.
 */
export function sharedBuffersMb(memoryBytes: number): number {
  const sixteenth = Math.floor(memoryBytes / 2 ** 20 / 16)
  return Math.min(1_024, Math.max(128, sixteenth))
}

export function settingArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
