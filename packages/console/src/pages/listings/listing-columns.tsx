import { Link } from 'react-router'
import type { ListingView } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { ageSeconds, formatAge, formatCount } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import type { Words } from '../../ui/use-words.ts'
import styles from './listings.module.css'

interface Options {
  words: Words
  now: number
  /** Name of a shop, where it is known. */
  shopName: (listing: Pick<ListingView, 'channel' | 'shop'>) => string
  mayMap: boolean
  onMap: (listing: ListingView) => void
}

/** What waits stands beside what it waits for; among all listings few are waited for. */
const ORDER = {
  to_map: ['listing', 'waiting', 'takes', 'map', 'code', 'shop', 'onSale'],
  all: ['listing', 'takes', 'map', 'code', 'shop', 'onSale', 'waiting'],
} as const

export function listingColumns(view: keyof typeof ORDER, options: Options): DataColumn<ListingView>[] {
  const columns = { ...factColumns(options), ...workColumns(options) }
  return ORDER[view].map((key) => ({ key, ...columns[key] }))
}

type Column = Omit<DataColumn<ListingView>, 'key'>

function factColumns({ words, shopName }: Options): Record<'listing' | 'code' | 'shop' | 'onSale', Column> {
  const { t } = words
  return {
    listing: { title: t('listings.listing'), render: (listing) => <Named listing={listing} words={words} /> },
    code: {
      title: t('listings.code'),
      width: 150,
      render: ({ skuCode }) =>
        skuCode === null ? (
          <span className={styles['faint']}>{t('listings.noCode')}</span>
        ) : (
          <span title={skuCode}>{skuCode}</span>
        ),
    },
    shop: { title: t('listings.shop'), width: 190, render: (listing) => shopName(listing) },
    onSale: {
      title: t('listings.onSale'),
      width: 84,
      render: ({ onSale }) => (
        <span className={onSale ? undefined : styles['faint']}>
          {t(onSale ? 'listings.selling' : 'listings.offSale')}
        </span>
      ),
    },
  }
}

function workColumns(options: Options): Record<'takes' | 'waiting' | 'map', Column> {
  const { words, mayMap, onMap } = options
  const { t } = words
  return {
    takes: {
      title: t('listings.takes'),
      width: 260,
      render: (listing) => <Takes listing={listing} words={words} />,
    },
    waiting: {
      title: t('listings.waiting'),
      width: 150,
      render: (listing) => <Waiting listing={listing} options={options} />,
    },
    map: {
      title: '',
      width: 100,
      align: 'right',
      render: (listing) => (
        <ReasonButton
          size="small"
          type={listing.mappedBy === null ? 'primary' : 'default'}
          reason={mayMap ? null : t('listings.mayNotMap')}
          onClick={() => onMap(listing)}
          data-testid="map-listing"
        >
          {t(listing.mappedBy === null ? 'listings.map' : 'listings.change')}
        </ReasonButton>
      ),
    },
  }
}

interface CellProps {
  listing: ListingView
  words: Words
}

function Named({ listing: { title, platformItemId: item, platformSkuId: sku }, words: { t } }: CellProps) {
  return (
    <div className={styles['named']} title={title} data-testid="listing">
      {title}
      <small>{item === sku ? t('listings.item', { item }) : t('listings.variant', { item, sku })}</small>
    </div>
  )
}

function Takes({ listing: { components, suggestions }, words: { t } }: CellProps) {
  const [first] = suggestions
  if (components.length === 0)
    return (
      <div className={styles['takes']}>
        <Tag tone="warn">{t('listings.notMapped')}</Tag>
        {first !== undefined && <small>{t('listings.maybe', { sku: first.skuCode })}</small>}
      </div>
    )
  return (
    <ul className={styles['components']}>
      {components.map(({ skuCode, name, perUnit }) => (
        <li key={skuCode} title={name}>
          <Link to={paths.sku(skuCode)}>{skuCode}</Link>
          {perUnit > 1 && <b> × {perUnit}</b>}
          <small>{name}</small>
        </li>
      ))}
    </ul>
  )
}

function Waiting({ listing: { channel, shop, waiting }, options }: { listing: ListingView; options: Options }) {
  const { words, now } = options
  const { t, language } = words
  if (waiting === null) return null
  return (
    <div className={styles['waiting']} data-testid="listing-waiting">
      <Link to={paths.ordersHeldFor('mapping', `${channel}/${shop}`)}>
        {t('listings.waitingOf', { n: formatCount(waiting.orders, language) })}
      </Link>
      <small>
        {t('listings.waitingLines', {
          n: formatCount(waiting.lines, language),
          age: formatAge(t, ageSeconds(waiting.since, now)),
        })}
      </small>
    </div>
  )
}
