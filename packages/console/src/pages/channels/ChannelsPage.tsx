import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useShops } from '../../api/channels.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { paths } from '../../paths.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './channels.module.css'
import { PromotionNight } from './PromotionNight.tsx'
import { Shop } from './Shop.tsx'

/** Every shop, and whether it and its platform understand each other. */
export function ChannelsPage() {
  const { t } = useWords()
  const { data, error } = useShops()
  if (data === undefined && error === null) return <PageLoading />
  return (
    <Page
      title={t('channels.title')}
      note={t('channels.note')}
      actions={
        <>
          {data !== undefined && <PromotionNight shops={data.shops} />}
          <Link className={styles['connect']} to={paths.connect()} data-testid="connect-shop">
            {t('channels.connect')}
          </Link>
        </>
      }
      testId="channels"
    >
      {data === undefined && <EmptyState title={problemText(t, error)} />}
      {data?.shops.length === 0 && <EmptyState title={t('channels.empty')} text={t('channels.emptyText')} />}
      <div className={styles['shops']}>
        {data?.shops.map((shop) => (
          <Shop key={`${shop.channel}/${shop.shop}`} shop={shop} />
        ))}
      </div>
    </Page>
  )
}
