import type { SystemShop } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { formatAge } from '../../ui/format.ts'
import { cursorFreshness } from '../../ui/freshness.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './rows.module.css'

const TROUBLED: readonly string[] = ['retrying', 'paused']

export function Shops({ shops }: { shops: readonly SystemShop[] }) {
  const { t } = useWords()
  return (
    <Panel title={t('system.shops')} note={t('system.shopsHint')} testId="system-shops">
      {shops.length === 0 && <p className={styles['empty']}>{t('system.shopsEmpty')}</p>}
      {shops.length > 0 && (
        <div className={styles['scroll']}>
          <table className={styles['rows']}>
            <thead>
              <tr>
                <th>{t('system.columnShop')}</th>
                <th>{t('system.columnState')}</th>
                <th>{t('system.columnLag')}</th>
                <th>{t('system.columnPublication')}</th>
              </tr>
            </thead>
            <tbody>
              {shops.map((shop) => (
                <ShopRow key={`${shop.channel}/${shop.shop}`} shop={shop} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function ShopRow({ shop }: { shop: SystemShop }) {
  const { t, word } = useWords()
  const { channel, name, lagSeconds, publicationAgeSeconds, state, lastError } = shop
  const freshness = lagSeconds === null ? 'unknown' : cursorFreshness(lagSeconds)
  return (
    <tr>
      <td>
        {name}
        <small>{word('channel', channel)}</small>
      </td>
      <td className={cx(state !== null && TROUBLED.includes(state) && styles['bad'])} title={lastError ?? undefined}>
        {state === null ? <small>{t('system.elsewhere')}</small> : word('shopState', state)}
        {lastError !== null && <small>{lastError}</small>}
      </td>
      <td>
        <span className={cx(styles['tag'], styles[freshness])}>
          {lagSeconds === null ? t('system.notPolled') : formatAge(t, lagSeconds)}
        </span>
      </td>
      <td>
        {publicationAgeSeconds === null ? <small>{t('system.delivered')}</small> : formatAge(t, publicationAgeSeconds)}
      </td>
    </tr>
  )
}
