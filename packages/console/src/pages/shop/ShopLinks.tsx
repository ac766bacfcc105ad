import type { LinkView, ShopView } from '@tidegate/contract'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './shop.module.css'

/** Each thing that goes on between us and the platform: when it last went well, and what stops it. */
export function ShopLinks({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  return (
    <Panel title={t('channels.links')} note={t('shop.linksNote')} testId="shop-links">
      {shop.links.length === 0 && (
        <EmptyState title={t(shop.connected ? 'channels.elsewhere' : 'channels.notConnected')} />
      )}
      <ul className={styles['rows']}>
        {shop.links.map((link) => (
          <Row key={link.name} link={heardOf(link, shop)} />
        ))}
      </ul>
    </Panel>
  )
}

/** A round of listening lasts as long as its connection: what was heard says how it does. */
function heardOf(link: LinkView, { pushes }: ShopView): LinkView {
  return link.name === 'push' && link.lastSuccessAt === null && pushes !== null
    ? { ...link, lastSuccessAt: pushes.lastAt }
    : link
}

function Row({ link }: { link: LinkView }) {
  const { t, word } = useWords()
  const { name, lastSuccessAt, failuresInARow } = link
  const isFailing = failuresInARow > 0
  const quiet = lastSuccessAt === null ? 'quiet' : 'good'
  return (
    <li data-testid={`link-${name}`} data-failing={isFailing}>
      <div className={styles['line']}>
        <b>{word('link', name)}</b>
        <span className={styles['soft']}>
          {lastSuccessAt === null ? t('channels.waiting') : <TimeText at={lastSuccessAt} />}
        </span>
        <Tag tone={isFailing ? 'late' : quiet}>
          {isFailing ? t('channels.failed', { n: failuresInARow }) : t(quiet === 'good' ? 'channels.ok' : 'shop.waits')}
        </Tag>
      </div>
      {isFailing && <Trouble link={link} />}
    </li>
  )
}

function Trouble({ link: { reason, lastError } }: { link: LinkView }) {
  const { t, word } = useWords()
  return (
    <div className={styles['trouble']}>
      <b data-testid="link-reason">{word('failureReason', reason ?? 'internal')}</b>
      <p>{word('failureNext', reason ?? 'internal')}</p>
      {lastError !== null && (
        <details>
          <summary>{t('connect.details')}</summary>
          <code>{lastError}</code>
        </details>
      )}
    </div>
  )
}
