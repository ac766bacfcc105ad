import type { Transaction } from '../database/connect.ts'

export interface FoundSku {
  id: number
  code: string
  name: string
}

/** Null where no SKU has this code. */
export async function findSku(tx: Transaction, code: string): Promise<FoundSku | null> {
  const [sku] = await tx<FoundSku[]>`select id, code, name from skus where code = ${code}`
  return sku ?? null
}
