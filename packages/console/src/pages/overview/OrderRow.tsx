import { Link } from 'react-router'
import type { OrderSummary } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { formatCount, formatMoney } from '../../ui/format.ts'
import { StageTag } from '../../ui/StageTag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './newest-orders.module.css'

export function OrderRow({ order, isNew }: { order: OrderSummary; isNew: boolean }) {
  const { t, language, word } = useWords()
  return (
    <tr className={cx(isNew && styles['isNew'])} data-testid="order-row" data-number={order.number}>
      <td className={styles['number']}>
        {/* The link covers its whole row. */}
        <Link to={paths.order(order.number)}>{order.number}</Link>
      </td>
      <td className={styles['channel']} title={`${word('channel', order.channel)} · ${order.shop}`}>
        {word('channel', order.channel)}
        <span>{order.shop}</span>
      </td>
      <td className={styles['placed']}>
        <TimeText at={order.placedAt} />
      </td>
      <td className={styles['stage']}>
        <StageTag stage={order.stage} />
      </td>
      <td className={styles['province']}>{order.province === '' ? t('overview.noProvince') : order.province}</td>
      <td className={styles['amount']}>{formatMoney(order.payableFen, order.currency, language)}</td>
      <td className={styles['units']}>{formatCount(order.units, language)}</td>
      <td className={styles['where']}>
        {order.locations.length > 0 ? (
          order.locations.join(' + ')
        ) : (
          <em>{order.holds.map((hold) => word('hold', hold)).join(' · ')}</em>
        )}
      </td>
    </tr>
  )
}
