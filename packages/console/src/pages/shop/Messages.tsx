import type { ShopView } from '@tidegate/contract'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Fact, Facts } from './Facts.tsx'
import styles from './shop.module.css'

/** What the platform tells by itself. Polling finds every order without it, only later. */
export function Messages({ shop: { pushes, pushPath, pushUrl } }: { shop: ShopView }) {
  const { t, word, language } = useWords()
  const address = pushUrl ?? pushPath
  const count = (value: number) => formatCount(value, language)
  if (pushes === null) {
    return (
      <Panel title={t('channels.pushes')} testId="shop-messages">
        <p className={styles['soft']}>{t('shop.noMessages')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={t('channels.pushes')} testId="shop-messages">
      <Facts>
        {address !== null && (
          <Fact label={t('shop.pushAddress')} hint={t(pushUrl === null ? 'shop.pushPathHint' : 'shop.pushUrlHint')}>
            <span className={styles['address']}>
              <code data-testid="push-address">{address}</code>
              <CopyButton text={address} label={t('shop.copyAddress')} />
            </span>
          </Fact>
        )}
        <Fact
          label={t('shop.heard')}
          tone={pushes.silent ? 'bad' : null}
          hint={pushes.silent ? word('silence', pushes.renewal) : null}
          testId="shop-pushes"
        >
          {t('channels.pushesOf', {
            heard: count(pushes.heard),
            repeated: count(pushes.repeated),
            refused: count(pushes.refused),
          })}
        </Fact>
        <Fact label={t('shop.lastHeard')}>
          {pushes.lastAt === null ? t('shop.neverHeard') : <TimeText at={pushes.lastAt} />}
        </Fact>
        <Fact
          label={t('shop.renewals')}
          tone={pushes.renewal === 'no_public_url' ? 'warn' : null}
          hint={word('pushRenewal', pushes.renewal)}
          testId="push-renewal"
        >
          {t('shop.times', { n: count(pushes.renewals) })}
        </Fact>
      </Facts>
    </Panel>
  )
}
