// One batch, in the order a reader needs it: load (locks), decide (pure), write, one commit.

import { decideBatch } from '@tidegate/domain'
import type { DecidedOutcome, SealedCommand } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { stageChanges, stagesOf } from '../overview/stage-changes.ts'
import type { StockCache } from '../inventory/stock-cache.ts'
import type { IdSource } from '../database/ids.ts'
import type { Vault } from '../privacy/vault.ts'
import type { Committed } from '../watch/committed.ts'
import { loadActiveRules } from '../rules/rule-set.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { loadCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { crashpoint } from './crashpoint.ts'
import { loadBatch, readHead } from './load-batch.ts'
import type { BatchHead } from './load-batch.ts'
import { writeEffects } from './write-batch.ts'

export interface BatchEntry {
  command: SealedCommand
  /** What the order's timeline keeps of it. */
  raw: Uint8Array | undefined
  /** Nobody sent bytes: `raw` says what the command says. */
  rawIsCommand?: boolean
  /** The quarantined row this is a replay of: if it is poison again, that row learns it. */
  replays?: number
}

/** What a merchant's batches share. Catalogue and rules are replaced when a batch finds newer versions. */
export interface BatchContext {
  sql: Database
  vault: Vault
  ids: IdSource
  codeVersion: string
  catalogue: Catalogue
  rules: RuleSet
  stock: StockCache
  log: (line: string) => void
  /** Told what each batch left, after its commit. */
  committed: (batch: Committed) => void
  /** Told each time a batch is run again, with why. */
  retried: (code: string) => void
}

/** Runs the entries as one transaction; resolves after its commit with one outcome per entry. */
export async function runBatch(context: BatchContext, entries: readonly BatchEntry[]): Promise<DecidedOutcome[]> {
  const commands = entries.map((entry) => entry.command)
  const { vault, ids, stock } = context
  const nextId = await ids.take(2)
  const { outcomes, effects, levels } = await context.sql.begin('isolation level read committed', async (tx) => {
    const head = await readHead(tx)
    const { catalogue, rules } = await currentVersions(context, head)
    const snapshot = await loadBatch(tx, commands, { catalogue, rules, ids, stock, now: head.now })
    const stagesBefore = stagesOf(snapshot.orders.values())
    const decided = decideBatch(snapshot, commands)
    crashpoint('decided_not_committed')
    await writeEffects(tx, decided.effects, {
      vault,
      shopIdByKey: catalogue.shopIdByKey,
      timeline: { id: nextId(), now: head.now, rawPageId: nextId(), raws: entries.map((entry) => entry.raw) },
      versions: { code: context.codeVersion, ruleSet: rules.version, settings: catalogue.settingsVersion },
      commands: commands.length,
      stageChanges: stageChanges(stagesBefore, decided.effects.orders),
    })
    return { ...decided, levels: snapshot.levels }
  })
  context.committed({ stock: stock.committed(effects.pools, levels), orders: effects.orders })
  crashpoint('committed_not_reported')
  return outcomes
}

/** The batch runs wholly under the versions its own transaction saw, and its row says which. */
async function currentVersions(
  context: BatchContext,
  head: BatchHead,
): Promise<{ catalogue: Catalogue; rules: RuleSet }> {
  if (context.catalogue.settingsVersion < head.settingsVersion) context.catalogue = await loadCatalogue(context.sql)
  if (context.rules.version !== head.ruleSetVersion) context.rules = await loadActiveRules(context.sql)
  return { catalogue: context.catalogue, rules: context.rules }
}
