import type { FulfillmentOrderView, OrderDetail } from '@tidegate/contract'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import type { Tone } from '../../ui/StageTag.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './destination.module.css'

const TONES: Record<string, Tone> = {
  open: 'blue',
  scheduled: 'blue',
  in_progress: 'blue',
  on_hold: 'warn',
  incomplete: 'warn',
  closed: 'good',
}

export function Destination({ detail }: { detail: OrderDetail }) {
  const { t } = useWords()
  return (
    <Panel title={t('order.where')} testId="destination">
      {detail.fulfillmentOrders.length === 0 && <p className={styles['empty']}>{t('order.whereEmpty')}</p>}
      <ul className={styles['list']}>
        {detail.fulfillmentOrders.map((fulfillmentOrder) => (
          <FulfillmentOrder key={fulfillmentOrder.id} of={fulfillmentOrder} />
        ))}
      </ul>
    </Panel>
  )
}

function FulfillmentOrder({ of }: { of: FulfillmentOrderView }) {
  const { t, word } = useWords()
  return (
    <li data-testid="fulfillment-order" data-location={of.location.code}>
      <p className={styles['head']}>
        <strong>{of.location.name}</strong>
        <span>{of.location.code}</span>
        <Tag tone={TONES[of.state] ?? 'quiet'}>{word('fulfillmentState', of.state)}</Tag>
      </p>
      <ul className={styles['lines']}>
        {of.lines.map((line) => (
          <li key={`${line.lineNo} ${line.sku}`}>
            {line.sku} <b>× {line.quantity}</b>
          </li>
        ))}
      </ul>
      {of.shipments.length === 0 && <p className={styles['none']}>{t('order.noShipment')}</p>}
      {of.shipments.map((shipment) => (
        <p key={shipment.trackingNumber} className={styles['parcel']}>
          {shipment.carrier} {shipment.trackingNumber}
          <CopyButton text={shipment.trackingNumber} label={`${t('order.copy')} ${shipment.trackingNumber}`} />
        </p>
      ))}
    </li>
  )
}
