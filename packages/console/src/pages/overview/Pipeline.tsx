import type { OrderStage, PipelineStage } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { formatAge, formatCount } from '../../ui/format.ts'
import { stageFreshness } from '../../ui/freshness.ts'
import { STAGE_TONES } from '../../ui/StageTag.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './pipeline.module.css'

/** Left to right as an order travels: before the gate, in the warehouse, through. */
const GROUPS = [
  { key: 'gate', title: 'overview.groupGate', stages: ['unpaid', 'held', 'waiting_stock', 'to_allocate'] },
  { key: 'warehouse', title: 'overview.groupWarehouse', stages: ['to_ship', 'partly_shipped'] },
  { key: 'gone', title: 'overview.groupGone', stages: ['shipped', 'completed', 'closed'] },
] as const satisfies readonly { key: string; title: string; stages: readonly OrderStage[] }[]

export function Pipeline({ stages }: { stages: readonly PipelineStage[] | undefined }) {
  const { t } = useWords()
  return (
    <section className={styles['pipeline']} aria-label={t('overview.pipeline')} data-testid="pipeline">
      {GROUPS.map((group) => (
        <div key={group.key} className={cx(styles['group'], styles[group.key])}>
          <h2>{t(group.title)}</h2>
          <ul>
            {group.stages.map((stage) => (
              <StageCell
                key={stage}
                stage={stage}
                state={stages?.find((each) => each.stage === stage)}
                isLoading={stages === undefined}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function StageCell({
  stage,
  state,
  isLoading,
}: {
  stage: OrderStage
  state: PipelineStage | undefined
  isLoading: boolean
}) {
  const { t, language, word } = useWords()
  const count = state?.count ?? 0
  const age = state?.oldestAgeSeconds ?? null
  const freshness = stageFreshness(stage, age)
  return (
    <li
      className={cx(styles['cell'], count === 0 && styles['empty'])}
      data-testid={`stage-${stage}`}
      data-freshness={freshness}
    >
      <span className={cx(styles['name'], styles[STAGE_TONES[stage]])}>{word('stage', stage)}</span>
      <strong>{isLoading ? '–' : formatCount(count, language)}</strong>
      <span className={cx(styles['age'], styles[freshness])}>
        {age === null ? '\u00a0' : t('overview.oldest', { age: formatAge(t, age) })}
      </span>
    </li>
  )
}
