import type { System } from '@tidegate/contract'
import { formatCount, formatMinute } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './batches.module.css'

export function Batches({ system: { perMinute, answers, queue } }: { system: System }) {
  const { t, language } = useWords()
  const count = (value: number) => formatCount(value, language)
  const duration = (ms: number | null) => (ms === null ? t('system.none') : t('system.milliseconds', { ms: count(ms) }))
  const mean = (of: 'batches' | 'commands') =>
    count(Math.round(perMinute.reduce((sum, each) => sum + each[of], 0) / Math.max(1, perMinute.length)))
  const figures = [
    ['commands', t('system.commandsPerMinute'), mean('commands')],
    ['batches', t('system.batchesPerMinute'), mean('batches')],
    ['p50', t('system.p50'), duration(answers.p50Ms)],
    ['p99', t('system.p99'), duration(answers.p99Ms)],
    ['queue', t('system.queue'), t('system.queueOf', { waiting: count(queue.waiting), max: count(queue.max) })],
    ['retries', t('system.retries'), count(answers.batchRetries)],
  ] as const
  return (
    <Panel title={t('system.batches')} note={t('system.batchesHint')} testId="batches">
      <dl className={styles['figures']}>
        {figures.map(([key, name, value]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Bars perMinute={perMinute} />
    </Panel>
  )
}

/** Sixty bars and the two ends of the axis: what a line of text would not show is only the shape. */
function Bars({ perMinute }: Pick<System, 'perMinute'>) {
  const { t, language } = useWords()
  const max = Math.max(1, ...perMinute.map(({ commands }) => commands))
  const [first, last] = [perMinute.at(0), perMinute.at(-1)]
  return (
    <figure className={styles['chart']} aria-label={t('system.batchesChart', { max: formatCount(max, language) })}>
      <div className={styles['bars']} aria-hidden="true">
        {perMinute.map(({ minute, commands }) => (
          <span
            key={minute}
            title={`${formatMinute(minute, language)} · ${formatCount(commands, language)}`}
            style={{ height: `${Math.round((commands / max) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption>
        <span>{first !== undefined && formatMinute(first.minute, language)}</span>
        <span>{last !== undefined && formatMinute(last.minute, language)}</span>
      </figcaption>
    </figure>
  )
}
