// Configuration rows. Each change is a new settings version, so that every process reads them again
// and every batch can say under which it ran.

import type { Database } from '../database/connect.ts'
import type { MerchantSetup } from './gate.ts'
import { bumpVersion } from './settings-version.ts'

export function merchantSetup(sql: Database): MerchantSetup {
  return {
    async addShop({ channel, shop, name }) {
      await sql.begin(async (tx) => {
        const { count } = await tx`
          insert into shops (channel, code, name) values (${channel}, ${shop}, ${name}) on conflict do nothing`
        if (count > 0) await bumpVersion(tx)
      })
    },
    async addLocation({ code, name, kind, province, sellable, rank }) {
      await sql.begin(async (tx) => {
        const { count } = await tx`
          insert into locations (code, name, kind, province, sellable, rank)
          values (${code}, ${name}, ${kind}, ${province}, ${sellable}, ${rank}) on conflict do nothing`
        if (count > 0) await bumpVersion(tx)
      })
    },
    async addSkus(skus) {
      await sql.begin(async (tx) => {
        await tx`
          insert into skus (code, name)
          select code, name from json_to_recordset(${JSON.stringify(skus)}::text::json) as v(code text, name text)
          on conflict do nothing`
        await tx`
          insert into pools (sku_id, supply) select id, 'on_hand' from skus
          on conflict do nothing`
      })
    },
    async publishRules(name, tables) {
      return sql.begin(async (tx) => {
        await tx`update rule_sets set is_active = false where is_active`
        const [row] = await tx<{ version: number }[]>`
          insert into rule_sets (version, name, content, is_active)
          select coalesce(max(version), 0) + 1, ${name}, ${JSON.stringify(tables)}::text::jsonb, true from rule_sets
          returning version`
        if (row === undefined) throw new Error('the rule set was not stored')
        return row.version
      })
    },
  }
}
