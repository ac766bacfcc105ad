import { Progress } from 'antd'
import { useReplayRun } from '../../api/quarantine.ts'
import { ageSeconds, formatAgo, formatCount } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './replay-progress.module.css'

/** How long an ended run is still news. */
const NEWS_SECONDS = 600

/** How the newest replay of many goes, or went a moment ago. */
export function ReplayProgress() {
  const { t, language } = useWords()
  const now = useNow()
  const { data } = useReplayRun()
  const run = data?.run ?? null
  if (run === null || (run.endedAt !== null && ageSeconds(run.endedAt, now) > NEWS_SECONDS)) return null
  const { total, replayed, failed, endedAt } = run
  const figures = {
    total: formatCount(total, language),
    replayed: formatCount(replayed, language),
    failed: formatCount(failed, language),
  }
  const percent = total === 0 ? 100 : Math.floor(((replayed + failed) / total) * 100)
  return (
    <output className={styles['run']} data-testid="replay-run" data-ended={endedAt !== null}>
      <span>
        {endedAt === null
          ? t('quarantine.run', figures)
          : t('quarantine.runEnded', { ...figures, ago: formatAgo(t, endedAt, now) })}
      </span>
      {endedAt === null && <Progress percent={percent} size="small" status="active" showInfo={false} />}
    </output>
  )
}
