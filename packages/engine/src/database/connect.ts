// Connections to PostgreSQL. Numbers we own fit 2^53, so int8 arrives as a number; times arrive as
// milliseconds. Types are not fetched: arrays travel as literals written by `columns.ts`.

import postgres from 'postgres'
import { endingWithConnection } from './lost-connection.ts'

const TIMESTAMPTZ = 1184
const INT8 = 20

const TYPES = {
  int8: { to: INT8, from: [INT8], serialize: String, parse: Number },
  instant: {
    to: TIMESTAMPTZ,
    from: [TIMESTAMPTZ],
    serialize: (value: number | Date) => new Date(value).toISOString(),
    parse: (text: string) => Date.parse(text),
  },
}

export type Database = postgres.Sql<{ int8: number; instant: number | Date }>
export type Transaction = postgres.TransactionSql<{ int8: number; instant: number | Date }>

export interface ConnectOptions {
  connectionsMax: number
  applicationName: string
  /** Stated once here, so that unqualified names in every query mean this schema. */
  searchPath: string
  /** Ends a statement that runs away; 0 for migrations. */
  statementTimeoutMs?: number
  /** Further settings of the session. */
  extra?: Readonly<Record<string, string>>
}

export function connect(url: string, options: ConnectOptions): Database {
  const sql = postgres(url, {
    max: options.connectionsMax,
    fetch_types: false,
    types: TYPES,
    onnotice: () => undefined,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: {
      application_name: options.applicationName,
      search_path: options.searchPath,
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      timezone: 'UTC',
      ...options.extra,
    },
  }) as Database
  return endingWithConnection(sql)
}
