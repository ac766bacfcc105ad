// Child process of the crash and fencing tests: plays the day's feed and, where it was told to, ends or
// stands still at a named point.

import { armCrashpoint } from '../batch/crashpoint.ts'
import type { Crash } from '../batch/crashpoint.ts'
import { openEngine } from '../index.ts'
import { feedDay } from './feed-day.ts'
import { playFeed } from './play-feed.ts'
import type { PlayOptions } from './play-feed.ts'

export interface FeedWork extends PlayOptions {
  url: string
  masterKeyFile: string
  merchant: string
  crash: Crash | null
}

process.on('disconnect', () => process.exit(0))
process.once('message', (work: FeedWork) => void play(work))

async function play(work: FeedWork): Promise<void> {
  const engine = await openEngine({
    url: work.url,
    masterKeyFile: work.masterKeyFile,
    codeVersion: 'test',
    log: () => undefined,
  })
  const gate = await engine.merchants.open(work.merchant)
  armCrashpoint(work.crash)
  const answers = await playFeed(gate, feedDay(), work)
  await gate.close()
  await engine.close()
  process.send?.(answers, () => process.disconnect())
}
