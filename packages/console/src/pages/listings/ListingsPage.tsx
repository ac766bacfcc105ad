import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ListingView } from '@tidegate/contract'
import { useShops } from '../../api/channels.ts'
import { useListings } from '../../api/listings.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSignedIn } from '../../components/session.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { formatCount } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { askedOf, choiceOf, isFiltered, searchOf } from './listing-choice.ts'
import type { Choose, ListingChoice } from './listing-choice.ts'
import { listingColumns } from './listing-columns.tsx'
import styles from './listings.module.css'
import { MapDialog } from './MapDialog.tsx'
import { mayMapListings } from './may-map.ts'
import { TakeOver } from './TakeOver.tsx'
import { UnmapDialog } from './UnmapDialog.tsx'

interface Asking {
  listing: ListingView
  what: 'map' | 'unmap'
}

/** What shops offer and which SKUs it takes; first of all what orders wait for. */
export function ListingsPage() {
  const words = useWords()
  const { t, word } = words
  const now = useNow()
  const { role } = useSignedIn()
  const [query, setQuery] = useSearchParams()
  const choice = choiceOf(query)
  const { data, error, isPlaceholderData } = useListings(askedOf(choice))
  const { data: shops } = useShops()
  const [asking, setAsking] = useState<Asking | null>(null)
  const choose: Choose = (change) => setQuery(searchOf({ ...choice, after: null, ...change }))
  const shopName = ({ channel, shop }: Pick<ListingView, 'channel' | 'shop'>) =>
    shops?.shops.find((each) => each.channel === channel && each.shop === shop)?.name ??
    `${word('channel', channel)} · ${shop}`
  const mayMap = mayMapListings(role)
  const map = (listing: ListingView) => setAsking({ listing, what: 'map' })
  return (
    <Page
      title={t('listings.title')}
      note={t('listings.note')}
      actions={<TakeOver shop={shops?.shops.find((each) => `${each.channel}/${each.shop}` === choice.shop)} />}
      testId="listings-page"
    >
      <Filters choice={choice} counts={data} onChoose={choose} />
      {data !== undefined && data.waitingUnlisted > 0 && <Unlisted orders={data.waitingUnlisted} shop={choice.shop} />}
      <DataTable
        testId="listings-table"
        columns={listingColumns(choice.view, { words, now, shopName, mayMap, onMap: map })}
        rows={error !== null && data === undefined ? [] : data?.listings}
        rowKey="id"
        minWidth={1_180}
        isStale={isPlaceholderData}
        {...(mayMap ? { onOpen: map } : {})}
        empty={
          error === null ? (
            <Nothing choice={choice} total={data?.total ?? 0} />
          ) : (
            <EmptyState title={problemText(t, error)} />
          )
        }
      />
      <Pager
        firstTo={choice.after === null ? null : `?${searchOf({ ...choice, after: null })}`}
        nextTo={data === undefined || data.next === null ? null : `?${searchOf({ ...choice, after: data.next })}`}
      />
      {asking?.what === 'map' && (
        <MapDialog
          listing={asking.listing}
          shopName={shopName(asking.listing)}
          onUnmap={() => setAsking({ ...asking, what: 'unmap' })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'unmap' && <UnmapDialog listing={asking.listing} onClose={() => setAsking(null)} />}
    </Page>
  )
}

interface FiltersProps {
  choice: ListingChoice
  counts: { total: number; toMap: number } | undefined
  onChoose: Choose
}

function Filters({ choice, counts, onChoose }: FiltersProps) {
  const { t, word, language } = useWords()
  const { data: shops } = useShops()
  const count = (value: number | undefined) => (value === undefined ? '' : formatCount(value, language))
  return (
    <FilterBar
      clearTo={isFiltered(choice) ? `?${searchOf({ ...choice, shop: '', sku: '', search: '', after: null })}` : null}
    >
      <Segmented<ListingChoice['view']>
        value={choice.view}
        aria-label={t('listings.view')}
        options={[
          { value: 'to_map', label: t('listings.toMap', { n: count(counts?.toMap) }) },
          { value: 'all', label: t('listings.all', { n: count(counts?.total) }) },
        ]}
        onChange={(view) => onChoose({ view })}
        data-testid="listings-view"
      />
      <FilterField label={t('listings.shop')}>
        <Select
          value={choice.shop}
          popupMatchSelectWidth={false}
          style={{ minWidth: 120 }}
          options={[
            { value: '', label: t('listings.anyShop') },
            ...(shops?.shops ?? []).map(({ channel, shop, name }) => ({
              value: `${channel}/${shop}`,
              label: `${word('channel', channel)} · ${name}`,
            })),
          ]}
          onChange={(shop) => onChoose({ shop })}
          data-testid="listings-shop"
        />
      </FilterField>
      <FilterField label={t('listings.search')}>
        <SearchField
          value={choice.search}
          placeholder={t('listings.searchHint')}
          onSearch={(search) => onChoose({ search })}
          testId="listings-search"
        />
      </FilterField>
      <FilterField label={t('listings.sku')}>
        <SearchField
          value={choice.sku}
          placeholder={t('listings.skuHint')}
          // Nothing that is still to be mapped takes any SKU.
          onSearch={(sku) => onChoose(sku === '' ? { sku } : { sku, view: 'all' })}
          width={170}
          testId="listings-sku"
        />
      </FilterField>
    </FilterBar>
  )
}

/** Orders no mapping of this list will set free. */
function Unlisted({ orders, shop }: { orders: number; shop: string }) {
  const { t, language } = useWords()
  return (
    <p className={styles['unlisted']} data-testid="waiting-unlisted">
      {t('listings.unlisted', { n: formatCount(orders, language) })}
      <Link to={paths.ordersHeldFor('mapping', shop)}>{t('listings.unlistedShow')}</Link>
    </p>
  )
}

/** That nothing is to be mapped is said only where there is something. */
function Nothing({ choice, total }: { choice: ListingChoice; total: number }) {
  const { t } = useWords()
  if (isFiltered(choice) && total === 0) return <EmptyState title={t('listings.emptyFiltered')} />
  if (total === 0) return <EmptyState title={t('listings.emptyAll')} text={t('listings.emptyAllText')} />
  return (
    <EmptyState title={t('listings.empty')} text={t('listings.emptyText')} testId="listings-done">
      <Link to={`?${searchOf({ ...choice, view: 'all', after: null })}`}>{t('listings.showAll')}</Link>
    </EmptyState>
  )
}
