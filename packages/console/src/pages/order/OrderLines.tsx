import { Link } from 'react-router'
import type { DemandView, OrderDetail, OrderLineView } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { formatMoney } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './order-lines.module.css'

/** As a unit travels: what is done stands left. */
const QUANTITIES = ['shipped', 'allocated', 'reserved', 'open', 'cancelled'] as const

export function OrderLines({ detail }: { detail: OrderDetail }) {
  const { t } = useWords()
  const { lines, order } = detail
  return (
    <Panel title={t('order.lines')} note={t('order.pieces', { n: order.units })} testId="lines">
      {lines.length === 0 && <p className={styles['empty']}>{t('order.linesEmpty')}</p>}
      <ul className={styles['lines']}>
        {lines.map((line) => (
          <Line key={line.lineNo} line={line} order={order} />
        ))}
      </ul>
    </Panel>
  )
}

interface LineProps {
  line: OrderLineView
  order: OrderDetail['order']
}

function Line({ line, order }: LineProps) {
  const { t, language } = useWords()
  const money = (fen: number) => formatMoney(fen, order.currency, language)
  const reductions = [
    line.sellerDiscountFen > 0 ? t('order.discount', { amount: money(line.sellerDiscountFen) }) : '',
    line.platformSubsidyFen > 0 ? t('order.subsidy', { amount: money(line.platformSubsidyFen) }) : '',
  ].filter((text) => text !== '')
  const isReduced = line.payableFen !== line.listFen
  return (
    <li data-testid="line">
      <div className={styles['what']}>
        <h3>{line.title}</h3>
        <p>{line.skuCode ?? t('order.noSku')}</p>
      </div>
      <div className={styles['cost']}>
        <strong>× {line.quantity}</strong>
        <span>{money(line.payableFen)}</span>
      </div>
      {(isReduced || reductions.length > 0) && (
        <p className={styles['price']}>
          {[t('order.listPrice', { amount: money(line.listFen) }), ...reductions].join(' − ')}
        </p>
      )}
      {line.demands.length === 0 && <NotMapped line={line} order={order} />}
      {line.demands.map((demand) => (
        <Quantities
          key={demand.sku}
          demand={demand}
          isOnlyOne={line.demands.length === 1 && demand.sku === line.skuCode}
        />
      ))}
    </li>
  )
}

/** Leads to the listing that is to be mapped, where the line names one. */
function NotMapped({ line: { platformSkuId }, order: { channel, shop } }: LineProps) {
  const { t } = useWords()
  return (
    <p className={styles['unmapped']}>
      {t('order.notMapped')}
      {platformSkuId !== null && (
        <>
          {' '}
          <Link to={paths.listingsFound(channel, shop, platformSkuId)} data-testid="map-line">
            {t('order.mapLine')}
          </Link>
        </>
      )}
    </p>
  )
}

/** Where each ordered unit is: a bar for the eye, the same in words beside it. */
function Quantities({ demand, isOnlyOne }: { demand: DemandView; isOnlyOne: boolean }) {
  const { t } = useWords()
  const parts = QUANTITIES.filter((name) => demand[name] > 0)
  return (
    <div className={styles['quantities']} data-testid="quantities" data-sku={demand.sku}>
      {!isOnlyOne && <span className={styles['sku']}>{demand.sku}</span>}
      <span className={styles['bar']} aria-hidden="true">
        {parts.map((name) => (
          <i key={name} className={styles[name]} style={{ flexGrow: demand[name] }} />
        ))}
      </span>
      <ul>
        <li>
          {t('order.quantity.ordered')} <b>{demand.ordered}</b>
        </li>
        {parts.map((name) => (
          <li key={name} className={styles[name]}>
            {t(`order.quantity.${name}`)} <b>{demand[name]}</b>
          </li>
        ))}
        {demand.returned > 0 && (
          <li>
            {t('order.quantity.returned')} <b>{demand.returned}</b>
          </li>
        )}
      </ul>
    </div>
  )
}
