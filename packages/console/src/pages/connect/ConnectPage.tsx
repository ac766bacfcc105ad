import { useSearchParams } from 'react-router'
import type { Channel } from '@tidegate/contract'
import { useChannels, useShops } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './connect.module.css'
import { ConnectForm } from './ConnectForm.tsx'

/** Connects a shop, or gives one new keys: the address says which. */
export function ConnectPage() {
  const { t, word } = useWords()
  const [query, setQuery] = useSearchParams()
  const { data: known, error } = useChannels()
  const { data: listed, error: shopsError } = useShops()
  if (known === undefined || listed === undefined) {
    const failure = error ?? shopsError
    return failure === null ? <PageLoading /> : <EmptyState title={problemText(t, failure)} />
  }
  const { channels } = known
  const channel = channels.find((each) => each.channel === query.get('channel'))
  const code = query.get('shop')
  const renewed = listed.shops.find((shop) => shop.channel === channel?.channel && shop.shop === code)
  const choose = (chosen: Channel) => setQuery({ channel: chosen }, { replace: true })
  return (
    <Page
      title={renewed === undefined ? t('connect.title') : t('connect.renewTitle', { shop: renewed.name })}
      note={t(renewed === undefined ? 'connect.note' : 'connect.renewNote')}
      testId="connect"
    >
      {renewed === undefined && (
        <Panel title={t('connect.channel')} note={channel === undefined ? t('connect.choose') : undefined}>
          <div className={styles['channels']}>
            {channels.map((each) => (
              <button
                key={each.channel}
                type="button"
                aria-pressed={each === channel}
                className={cx(styles['channel'], each === channel && styles['chosen'])}
                onClick={() => choose(each.channel)}
                data-testid={`channel-${each.channel}`}
              >
                <b>{word('channel', each.channel)}</b>
                <small>{word('connectBrief', each.channel)}</small>
              </button>
            ))}
          </div>
        </Panel>
      )}
      {channel !== undefined && (
        <ConnectForm key={`${channel.channel}/${code}`} channel={channel} renewed={renewed} shops={listed.shops} />
      )}
      {channel === undefined && <p className={styles['back']}>{t('connect.secrets')}</p>}
    </Page>
  )
}
