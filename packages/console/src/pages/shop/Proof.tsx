import type { ShopView } from '@tidegate/contract'
import { ageSeconds, formatAge, formatCount } from '../../ui/format.ts'
import { cursorFreshness } from '../../ui/freshness.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { Fact, Facts } from './Facts.tsx'

const TONES = { calm: null, warn: 'warn', late: 'bad' } as const

/** That no order was missed: how far it is proven, and what was only found late. */
export function Proof({ shop }: { shop: ShopView }) {
  const { t, word, language } = useWords()
  const now = useNow()
  const { provenUntil, certificate, fetchesWaiting } = shop
  const lag = provenUntil === null ? null : ageSeconds(provenUntil, now)
  const count = (value: number) => formatCount(value, language)
  return (
    <Panel title={t('shop.proof')} note={t('shop.proofNote')} testId="shop-proof">
      <Facts>
        <Fact label={t('channels.lag')} tone={lag === null ? null : TONES[cursorFreshness(lag)]} testId="shop-lag">
          {lag === null ? t('channels.never') : formatAge(t, lag)}
        </Fact>
        <Fact
          label={t('channels.certificate')}
          tone={certificate.missing > 0 ? 'bad' : null}
          hint={t('shop.certificateHint')}
          testId="shop-certificate"
        >
          {certificate.checkedUntil === null
            ? t('channels.certificateNone')
            : t(certificate.missing > 0 ? 'channels.certificateMissing' : 'channels.certificateFine', {
                listed: count(certificate.listed),
                missing: count(certificate.missing),
              })}
        </Fact>
        {certificate.checkedUntil !== null && (
          <Fact label={t('shop.checkedUntil')}>
            <TimeText at={certificate.checkedUntil} />
          </Fact>
        )}
        {certificate.lateByCause.map(({ cause, orders }) => (
          <Fact key={cause} label={t('channels.late')} hint={word('lateCauseNote', cause)}>
            {word('lateCause', cause)} {t('shop.orders', { n: count(orders) })}
          </Fact>
        ))}
        <Fact label={t('channels.fetches')}>{t('shop.orders', { n: count(fetchesWaiting) })}</Fact>
      </Facts>
    </Panel>
  )
}
