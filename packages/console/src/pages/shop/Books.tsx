import { Link } from 'react-router'
import type { ShopView } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Fact, Facts } from './Facts.tsx'

/** What we owe the platform: counts of stock, and parcels. */
export function Books({ shop }: { shop: ShopView }) {
  const { channel, shop: code, stock, shipments, switches } = shop
  const { t, language } = useWords()
  const count = (value: number) => formatCount(value, language)
  return (
    <Panel title={t('shop.books')} testId="shop-books">
      <Facts>
        <Fact label={t('shop.published')} hint={switches.publishes ? null : t('shop.publishesOff')}>
          {t('shop.listings', { n: count(stock.published) })}
        </Fact>
        <Fact label={t('shop.pending')}>{t('shop.listings', { n: count(stock.pending) })}</Fact>
        <Fact
          label={t('shop.unsure')}
          tone={stock.unsure > 0 ? 'warn' : null}
          hint={stock.unsure > 0 ? t('shop.unsureHint') : null}
        >
          {t('shop.listings', { n: count(stock.unsure) })}
        </Fact>
        <Fact
          label={t('shop.drift')}
          tone={stock.driftUnits === 0 ? null : 'bad'}
          hint={stock.driftUnits === 0 ? null : t('shop.driftHint')}
        >
          {t('shop.units', { n: count(stock.driftUnits) })}
        </Fact>
        {stock.unmapped > 0 && (
          <Fact label={t('shop.unmapped')} tone="bad" hint={t('shop.unmappedHint')}>
            <Link to={paths.listingsToMap(channel, code)}>{t('shop.listings', { n: count(stock.unmapped) })}</Link>
          </Fact>
        )}
        <Fact label={t('shop.owed')} hint={switches.confirms ? null : t('shop.confirmsOff')}>
          {t('shop.parcels', { n: count(shipments.owed) })}
        </Fact>
        <Fact
          label={t('shop.refused')}
          tone={shipments.refused > 0 ? 'bad' : null}
          hint={shipments.refused > 0 ? t('shop.refusedHint') : null}
        >
          {t('shop.parcels', { n: count(shipments.refused) })}
        </Fact>
      </Facts>
    </Panel>
  )
}
