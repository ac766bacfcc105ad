import { useSearchParams } from 'react-router'
import type { OrderDetail, TimelineEvent } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { formatAge, formatFullTime, formatTime } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { eventSentence } from './event-sentence.ts'
import styles from './timeline.module.css'

/** Dots that need a look among those that do not. */
const DOTS: Record<string, string> = {
  hold_placed: 'warn',
  order_cancelled: 'warn',
  reservation_expired: 'warn',
  order_shipped: 'good',
  order_allocated: 'blue',
}

export function Timeline({ detail }: { detail: OrderDetail }) {
  const { t } = useWords()
  const { timeline, order } = detail
  const [query, setQuery] = useSearchParams()
  const open = query.get('raw')
  const toggle = (seq: number) =>
    setQuery(
      (before) => {
        if (open === String(seq)) before.delete('raw')
        else before.set('raw', String(seq))
        return before
      },
      { replace: true, preventScrollReset: true },
    )
  const [first, last] = [timeline.at(0), timeline.at(-1)]
  const seconds = first === undefined || last === undefined ? 0 : (Date.parse(last.at) - Date.parse(first.at)) / 1_000
  return (
    <Panel
      title={t('order.timeline')}
      note={seconds >= 1 ? t('order.sinceFirst', { age: formatAge(t, seconds) }) : undefined}
      testId="timeline"
    >
      {timeline.length === 0 && <p className={styles['empty']}>{t('order.timelineEmpty')}</p>}
      <ol className={styles['timeline']}>
        {timeline.map((event) => (
          <Event
            key={event.seq}
            event={event}
            currency={order.currency}
            isOpen={open === String(event.seq)}
            onToggle={() => toggle(event.seq)}
          />
        ))}
      </ol>
    </Panel>
  )
}

interface EventProps {
  event: TimelineEvent
  currency: string
  isOpen: boolean
  onToggle: () => void
}

function Event({ event, currency, isOpen, onToggle }: EventProps) {
  const words = useWords()
  const now = useNow()
  const { t, language, word, actor } = words
  const sentence = eventSentence(event, { words, currency, now })
  return (
    <li className={cx(styles[DOTS[event.kind] ?? 'plain'])} data-testid="event" data-kind={event.kind}>
      <p className={styles['head']}>
        <strong>{word('event', event.kind)}</strong>
        <time dateTime={event.at} title={formatFullTime(event.at, language)}>
          {formatTime(event.at, language, now)}
        </time>
      </p>
      {sentence !== '' && <p>{sentence}</p>}
      <p className={styles['by']}>
        {actor(event.actor)} · {t('order.batch', { batch: event.batch })}
        <button type="button" aria-expanded={isOpen} onClick={onToggle}>
          {t(isOpen ? 'order.hideRaw' : 'order.showRaw')}
        </button>
      </p>
      {isOpen && <pre className={styles['raw']}>{JSON.stringify(event.body, null, 2)}</pre>}
    </li>
  )
}
