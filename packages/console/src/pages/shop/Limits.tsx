import type { ShopView } from '@tidegate/contract'
import { formatCount, formatSpan } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Fact, Facts } from './Facts.tsx'

/** What the platform allows, and the adapter keeps to by itself. */
export function Limits({ shop: { limits } }: { shop: ShopView }) {
  const { t, language } = useWords()
  if (limits === null) return null
  const { callsPerSecond, callScope, windowSeconds, lagSeconds } = limits
  return (
    <Panel title={t('channels.limits')} note={t('shop.limitsNote')} testId="shop-limits">
      <Facts>
        <Fact label={t('shop.calls')} hint={t(callScope === 'app' ? 'shop.scopeApp' : 'shop.scopeShop')}>
          {t('shop.callsOf', { n: formatCount(callsPerSecond, language) })}
        </Fact>
        <Fact label={t('shop.window')}>{t('shop.windowOf', { age: formatSpan(t, windowSeconds) })}</Fact>
        <Fact label={t('shop.platformLag')} hint={t('shop.platformLagHint')}>
          {formatSpan(t, lagSeconds)}
        </Fact>
      </Facts>
    </Panel>
  )
}
