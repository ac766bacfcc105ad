import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { SkuStock } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { formatCount, formatTime } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './claims.module.css'

/** Orders that are offered what comes, first come first. */
export function WaitingOrders({ stock: { waiting } }: { stock: SkuStock }) {
  const { word } = useWords()
  return (
    <Claims name="waiting" count={waiting.orders} shown={waiting.first.length}>
      {waiting.first.map(({ orderNumber, placedAt, payment, units }) => (
        <li key={orderNumber}>
          <Link to={paths.order(orderNumber)}>{orderNumber}</Link>
          <span>
            {word('payment', payment)} · <TimeText at={placedAt} ago={false} />
          </span>
          <b>× {units}</b>
        </li>
      ))}
    </Claims>
  )
}

export function Reservations({ stock: { reservations } }: { stock: SkuStock }) {
  const { t, word, language } = useWords()
  const now = useNow()
  return (
    <Claims name="reservations" count={reservations.count} shown={reservations.first.length}>
      {reservations.first.map(({ holder, orderNumber, payment, quantity, expiresAt }, index) => (
        <li key={`${orderNumber ?? holder} ${index}`}>
          {orderNumber === null ? <span>{holder}</span> : <Link to={paths.order(orderNumber)}>{orderNumber}</Link>}
          <span>
            {payment !== null && `${word('payment', payment)} · `}
            {expiresAt === null ? t('stock.noEnd') : t('stock.until', { time: formatTime(expiresAt, language, now) })}
          </span>
          <b>× {quantity}</b>
        </li>
      ))}
    </Claims>
  )
}

export function Allocations({ stock: { allocations } }: { stock: SkuStock }) {
  const { word } = useWords()
  return (
    <Claims name="allocations" count={allocations.count} shown={allocations.first.length}>
      {allocations.first.map(({ orderNumber, location, fulfillmentOrder, state, quantity }) => (
        <li key={`${orderNumber} ${fulfillmentOrder}`}>
          <Link to={paths.order(orderNumber)}>{orderNumber}</Link>
          <span>
            {location} · {word('fulfillmentState', state)}
          </span>
          <b>× {quantity}</b>
        </li>
      ))}
    </Claims>
  )
}

interface Props {
  name: 'waiting' | 'reservations' | 'allocations'
  count: number
  shown: number
  children: ReactNode
}

function Claims({ name, count, shown, children }: Props) {
  const { t, language } = useWords()
  const isCut = shown < count
  return (
    <Panel
      title={`${t(`stock.${name}`)} ${formatCount(count, language)}`}
      note={isCut ? t('stock.showsFirst', { count: formatCount(count, language), shown }) : t(`stock.${name}Note`)}
      testId={name}
    >
      {count === 0 ? (
        <p className={styles['none']}>{t(`stock.${name}Empty`)}</p>
      ) : (
        <ul className={styles['claims']}>{children}</ul>
      )}
    </Panel>
  )
}
