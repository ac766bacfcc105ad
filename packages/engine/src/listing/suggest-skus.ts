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
  const plainById = new Map(listings.map(({ id, skuCode }) => [id, plainCode(skuCode ?? '')]))
  const plains = [...new Set(plainById.values())].filter((plain) => plain !== '')
  if (plains.length === 0) return new Map()
  // Each SKU is looked at once, whatever the page: a join of the two would be a product of them.
  const rows = await tx<(NamedSku & { plain: string })[]>`
    select code as "skuCode", name, plain
    from (select code, name, lower(translate(normalize(code, NFKC), ${MARKS}, '')) as plain from skus) k
    where plain = any(${textArray(plains)}::text[])
    order by code`
  const found = Map.groupBy(rows, ({ plain }) => plain)
  return new Map(
    [...plainById].map(([id, plain]) => [
      id,
      (found.get(plain) ?? []).slice(0, SUGGESTIONS_MAX).map(({ skuCode, name }) => ({ skuCode, name })),
    ]),
  )
}

/** What `plainCode` leaves out, for `translate`. */
const MARKS = String.raw` -_./\:#*·`

/** A code as it sounds: full width is half, capitals are small, and marks between are nothing. As the statement has it. */
function plainCode(code: string): string {
  const bare = code.normalize('NFKC').replaceAll(/[ \-_./\\:#*·]/g, '')
  // As `lower` does for codes, which collate as "C".
  return bare.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}
