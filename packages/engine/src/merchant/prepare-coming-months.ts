// A program that runs for months must find its partitions without being started anew.

import type { Database } from '../database/connect.ts'
import { addPartitions, schemaOf } from './merchant-schema.ts'

/** Adds the timeline's partitions of the coming months where they are missing. */
export async function prepareComingMonths(control: Database, merchantCode: string): Promise<void> {
  await control.begin(async (tx) => {
    await tx`select set_config('search_path', ${schemaOf(merchantCode)}, true)`
    await addPartitions(tx)
  })
}
