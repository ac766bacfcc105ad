// docs/reference/invariants.md, made from the list so that the two cannot differ. Run this file to
// write it; a test holds it current.

import { writeFile } from 'node:fs/promises'
import type { Invariant } from './invariant.ts'
import { INVARIANTS } from './invariants.ts'

export const DOCUMENT = new URL('../../../../docs/reference/invariants.md', import.meta.url)

const INTRODUCTION = `# Invariants

What is always true of a merchant's data. \`tidegate verify\` asks the database each of these questions in
one read-only transaction, so it can run beside a live system; tests and drills ask the same. The queries
are written apart from the engine, in \`packages/engine/src/audit/\`. The number is that of the promise, the
letter tells apart the queries that keep it. Made by \`node packages/engine/src/audit/invariants-document.ts\`.

| number | name | always true | 中文 |
|---|---|---|---|
`

const STATE_HASH = `
## State hash

SHA-256 over lines of text, so that two systems, or one system before and after a replay, can be compared
by one number. Row ids, our own times, ciphertext, versions, ended claims and the timeline stay out. Every
entry is a JSON array; entries of one kind are sorted by their own text, bytewise.

1. Orders by channel, shop, platform order id: number, whether it is history, payment, platform state,
   cancelled by us, payable, freight; legs (payable, paid, refunded); refunds by id; lines with units left (line id, SKU code, units,
   payable); demands by SKU code (open, reserved, allocated, shipped, returned) unless all are 0; kinds of
   active holds; live reservations summed by SKU; live and shipped allocations summed by location and SKU.
2. Pools by SKU and supply, unless all are 0: on hand, unavailable, safety, allocated, reserved, short.
3. Levels by SKU and location, unless all are 0: on hand, unavailable, safety, allocated, short.

Ordered and cancelled units stay out too: an order that was changed on the way may differ in them and be
the same now.
`

export function invariantsDocument(invariants: readonly Invariant[]): string {
  return INTRODUCTION + invariants.map(tableRow).join('') + STATE_HASH
}

function tableRow({ id, name, sentence, title }: Invariant): string {
  return `| ${id} | \`${name}\` | ${sentence} | ${title} |\n`
}

if (import.meta.main) await writeFile(DOCUMENT, invariantsDocument(INVARIANTS))
