// Which SKU an unmapped listing may mean: one whose code is the listing's but for case, width and punctuation, as
// people type it. It is only ever shown; a person decides.

import { textArray } from '../database/columns.ts'
import type { Transaction } from '../database/connect.ts'

export interface NamedSku {
  skuCode: string
  name: string
}

/** More are no suggestion any more. */
const SUGGESTIONS_MAX = 3

export async function suggestSkus(
  tx: Transaction,
  listings: readonly { id: number; skuCode: string | null }[],
): Promise<Map<number, NamedSku[]>> {
  const coded = listings.flatMap(({ id, skuCode }) => (skuCode === null ? [] : [{ id, skuCode }]))
  if (coded.length === 0) return new Map()
  const rows = await tx<{ id: number; skus: NamedSku[] }[]>`
    select v.id, json_agg(json_build_object('skuCode', k.code, 'name', k.name) order by k.code) as skus
    from unnest(${`{${coded.map(({ id }) => id).join(',')}}`}::int4[], ${textArray(coded.map(({ skuCode }) => skuCode))}::text[]) as v(id, code)
    join skus k on ${plain(tx, 'k')} = ${plain(tx, 'v')}
    where ${plain(tx, 'v')} <> ''
    group by v.id`
  return new Map(rows.map(({ id, skus }) => [id, skus.slice(0, SUGGESTIONS_MAX)]))
}

/** A code as it sounds: full width is half, capitals are small, and marks between are nothing. */
function plain(tx: Transaction, table: 'k' | 'v') {
  return tx`lower(translate(normalize(${tx(table)}.code, NFKC), ${String.raw` -_./\:#*·`}, ''))`
}
