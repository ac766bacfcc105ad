import type { ShopLag } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { formatAge } from '../../ui/format.ts'
import { cursorFreshness } from '../../ui/freshness.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './shop-lags.module.css'

export function ShopLags({ shops }: { shops: readonly ShopLag[] | undefined }) {
  const { t } = useWords()
  return (
    <Panel title={t('overview.shops')} note={t('overview.shopsHint')} testId="shops">
      {shops?.length === 0 && <p className={styles['empty']}>{t('overview.shopsEmpty')}</p>}
      <ul className={styles['shops']}>
        {shops?.map((shop) => (
          <ShopRow key={`${shop.channel}/${shop.shop}`} shop={shop} />
        ))}
      </ul>
    </Panel>
  )
}

function ShopRow({ shop }: { shop: ShopLag }) {
  const { t, word } = useWords()
  const lag = shop.cursorLagSeconds
  const freshness = lag === null ? 'unknown' : cursorFreshness(lag)
  return (
    <li data-freshness={freshness}>
      <span className={styles['channel']}>{word('channel', shop.channel)}</span>
      <span className={styles['name']} title={shop.name}>
        {shop.name}
      </span>
      <span className={cx(styles['lag'], styles[freshness])}>
        {lag === null ? t('overview.notPolled') : formatAge(t, lag)}
      </span>
    </li>
  )
}
