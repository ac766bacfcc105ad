import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { LinkView, ShopView } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { ageSeconds, formatAge, formatAgo, formatCount, formatSpan } from '../../ui/format.ts'
import { cursorFreshness } from '../../ui/freshness.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { Backfills } from './Backfills.tsx'
import styles from './channels.module.css'
import { healthOf } from './shop-health.ts'
import { ShopSwitchList } from './ShopSwitchList.tsx'

export function Shop({ shop }: { shop: ShopView }) {
  const { t, word } = useWords()
  const { tone, word: health, failing } = healthOf(shop)
  return (
    <Panel
      title={shop.name}
      note={`${word('channel', shop.channel)} · ${shop.shop}`}
      aside={
        <span className={styles['aside']}>
          <Tag tone={tone} testId="shop-health">
            {t(`channels.${health}`, { n: failing })}
          </Tag>
          <Link to={paths.shop(shop.channel, shop.shop)} data-testid="open-shop">
            {t('channels.open')}
          </Link>
        </span>
      }
      testId="shop"
    >
      <dl className={styles['facts']}>
        <Facts shop={shop} />
      </dl>
      {shop.links.some(({ failuresInARow }) => failuresInARow > 0) && <FailingLinks links={shop.links} />}
      <ShopSwitchList shop={shop} />
      <Backfills shop={shop} />
    </Panel>
  )
}

function Facts({ shop }: { shop: ShopView }) {
  const { t, word, language } = useWords()
  const now = useNow()
  const { provenUntil, certificate, stock, shipments, pushes, limits } = shop
  const lag = provenUntil === null ? null : ageSeconds(provenUntil, now)
  const count = (value: number) => formatCount(value, language)
  return (
    <>
      <Fact name="lag" isBad={lag !== null && cursorFreshness(lag) === 'late'}>
        {lag === null ? t('channels.never') : formatAge(t, lag)}
      </Fact>
      <Fact name="certificate" isBad={certificate.missing > 0}>
        {certificate.checkedUntil === null
          ? t('channels.certificateNone')
          : t(certificate.missing > 0 ? 'channels.certificateMissing' : 'channels.certificateFine', {
              listed: count(certificate.listed),
              missing: count(certificate.missing),
            })}
      </Fact>
      <Fact name="stock" isBad={stock.unmapped > 0 || stock.driftUnits !== 0}>
        {t('channels.stockOf', {
          published: count(stock.published),
          pending: count(stock.pending),
          unsure: count(stock.unsure),
        })}
        {stock.driftUnits !== 0 && <small>{t('channels.drift', { n: count(stock.driftUnits) })}</small>}
        {stock.unmapped > 0 && (
          <small>
            <Link to={paths.listingsToMap(shop.channel, shop.shop)}>
              {t('channels.unmapped', { n: count(stock.unmapped) })}
            </Link>
          </small>
        )}
      </Fact>
      <Fact name="shipments" isBad={shipments.refused > 0}>
        {t('channels.shipmentsOf', { owed: count(shipments.owed), refused: count(shipments.refused) })}
      </Fact>
      <Fact name="fetches">{count(shop.fetchesWaiting)}</Fact>
      {pushes !== null && (
        <Fact name="pushes" isBad={pushes.silent}>
          {t('channels.pushesOf', {
            heard: count(pushes.heard),
            repeated: count(pushes.repeated),
            refused: count(pushes.refused),
          })}
          {pushes.silent && <small>{word('silence', pushes.renewal)}</small>}
        </Fact>
      )}
      {limits !== null && (
        <Fact name="limits">
          {t('channels.limitsOf', {
            calls: count(limits.callsPerSecond),
            window: formatSpan(t, limits.windowSeconds),
          })}
        </Fact>
      )}
    </>
  )
}

interface FactProps {
  name: 'lag' | 'certificate' | 'stock' | 'shipments' | 'fetches' | 'pushes' | 'limits'
  isBad?: boolean
  children: ReactNode
}

function Fact({ name, isBad, children }: FactProps) {
  const { t } = useWords()
  return (
    <div>
      <dt>{t(`channels.${name}`)}</dt>
      <dd className={isBad === true ? styles['bad'] : undefined} data-testid={`shop-${name}`}>
        {children}
      </dd>
    </div>
  )
}

/** In plain words, with when it last went well; the platform's own stand on the shop's page. */
function FailingLinks({ links }: { links: readonly LinkView[] }) {
  const { t, word } = useWords()
  const now = useNow()
  return (
    <ul className={styles['failing']} data-testid="shop-failing">
      {links
        .filter(({ failuresInARow }) => failuresInARow > 0)
        .map(({ name, failuresInARow, reason, lastSuccessAt }) => (
          <li key={name}>
            <b>{word('link', name)}</b> {t('channels.failed', { n: failuresInARow })}
            {' · '}
            {lastSuccessAt === null ? t('channels.waiting') : `${t('channels.ok')} ${formatAgo(t, lastSuccessAt, now)}`}
            {reason !== null && (
              <>
                <small>{word('failureReason', reason)}</small>
                <small>{word('failureNext', reason)}</small>
              </>
            )}
          </li>
        ))}
    </ul>
  )
}
