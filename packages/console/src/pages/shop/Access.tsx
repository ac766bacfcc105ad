import type { ShopView } from '@tidegate/contract'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Fact, Facts } from './Facts.tsx'
import styles from './shop.module.css'

/** How the shop's authorisation does. The token itself is never told. */
export function Access({ shop: { token } }: { shop: ShopView }) {
  const { t, word } = useWords()
  return (
    <Panel title={t('shop.access')} testId="shop-access">
      {token === null && <p className={styles['soft']}>{t('shop.keysElsewhere')}</p>}
      {token !== null && (
        <Facts>
          <Fact
            label={t('shop.tokenState')}
            tone={token.needsPerson ? 'bad' : null}
            hint={word('tokenRenewal', token.renewedBy)}
            testId="shop-token"
          >
            {t(token.needsPerson ? 'shop.tokenRefused' : 'shop.tokenFine')}
          </Fact>
          <Fact label={t('shop.connectedAt')}>
            <TimeText at={token.connectedAt} />
          </Fact>
          {token.renewedAt !== null && (
            <Fact label={t('shop.renewedAt')}>
              <TimeText at={token.renewedAt} />
            </Fact>
          )}
          {token.renewedBy !== 'none' && (
            <Fact label={t('shop.expiresAt')}>
              {token.expiresAt === null ? t('shop.expiryUnknown') : <TimeText at={token.expiresAt} ago={false} />}
            </Fact>
          )}
        </Facts>
      )}
    </Panel>
  )
}
