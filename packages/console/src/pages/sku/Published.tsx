import type { ListingView } from '@tidegate/contract'
import { useListingsOf } from '../../api/stock.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './published.module.css'

/** What each shop's platform still has to sell of it, by our books. */
export function Published({ sku }: { sku: string }) {
  const { t } = useWords()
  const { data } = useListingsOf(sku)
  return (
    <Panel title={t('stock.published')} note={t('stock.publishedNote')} testId="published">
      {data?.listings.length === 0 && <p className={styles['none']}>{t('stock.publishedEmpty')}</p>}
      <ul className={styles['listings']}>
        {data?.listings.map((listing) => (
          <Listing key={listing.id} listing={listing} sku={sku} />
        ))}
      </ul>
    </Panel>
  )
}

function Listing({ listing, sku }: { listing: ListingView; sku: string }) {
  const { t, word, language } = useWords()
  const { channel, shop, title, components, onSale, believed, lastError } = listing
  const perUnit = components.find((component) => component.skuCode === sku)?.perUnit ?? 1
  const notes = [
    `${word('channel', channel)} · ${shop}`,
    perUnit > 1 || components.length > 1 ? t('stock.perUnit', { n: perUnit }) : '',
    onSale ? '' : t('stock.offSale'),
  ]
  return (
    <li data-testid="published-listing">
      <span>
        {title}
        <small>{notes.filter((note) => note !== '').join(' · ')}</small>
        {lastError !== null && <small className={styles['error']}>{lastError}</small>}
      </span>
      {believed === null ? <em>{t('stock.notPublished')}</em> : <b>{formatCount(believed, language)}</b>}
    </li>
  )
}
