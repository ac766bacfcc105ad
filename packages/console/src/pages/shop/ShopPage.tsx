import { Link, useNavigate, useParams } from 'react-router'
import type { ShopView } from '@tidegate/contract'
import { useShops } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import { useWords } from '../../ui/use-words.ts'
import { healthOf } from '../channels/shop-health.ts'
import { ShopSwitchList } from '../channels/ShopSwitchList.tsx'
import { useMayMend } from '../quarantine/may-mend.ts'
import { Access } from './Access.tsx'
import { Books } from './Books.tsx'
import { Limits } from './Limits.tsx'
import { Messages } from './Messages.tsx'
import { NextSteps } from './NextSteps.tsx'
import { Proof } from './Proof.tsx'
import { ReadAgain } from './ReadAgain.tsx'
import styles from './shop.module.css'
import { ShopLinks } from './ShopLinks.tsx'

/** One shop: whether it and its platform understand each other, and what a person can do where they do not. */
export function ShopPage() {
  const { channel = '', shop: code = '' } = useParams()
  const { t } = useWords()
  const { data, error } = useShops()
  if (data === undefined && error === null) return <PageLoading />
  const shop = data?.shops.find((each) => each.channel === channel && each.shop === code)
  if (shop !== undefined) return <Shop key={`${channel}/${code}`} shop={shop} />
  return (
    <Notice title={data === undefined ? problemText(t, error) : t('shop.unknown')} testId="shop-missing">
      <Link to={paths.channels()}>{t('shop.back')}</Link>
    </Notice>
  )
}

function Shop({ shop }: { shop: ShopView }) {
  const { t, word } = useWords()
  const { tone, word: health, failing } = healthOf(shop)
  return (
    <Page
      title={shop.name}
      note={
        <>
          {word('channel', shop.channel)} · {shop.shop} · <Link to={paths.channels()}>{t('shop.back')}</Link>
        </>
      }
      actions={
        <>
          <Tag tone={tone} testId="shop-health">
            {t(`channels.${health}`, { n: failing })}
          </Tag>
          <RenewKeys shop={shop} />
        </>
      }
      testId="shop-page"
    >
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <NextSteps shop={shop} />
          <ShopLinks shop={shop} />
          <ReadAgain shop={shop} />
          <Books shop={shop} />
        </div>
        <div className={styles['column']}>
          <Panel title={t('shop.switches')} testId="shop-switches">
            <div className={styles['switches']}>
              <ShopSwitchList shop={shop} />
            </div>
          </Panel>
          <Proof shop={shop} />
          <Messages shop={shop} />
          <Access shop={shop} />
          <Limits shop={shop} />
        </div>
      </div>
    </Page>
  )
}

function RenewKeys({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const mayConnect = useMayMend()
  // A shop of the demo or of a file has its keys elsewhere: given some here, there would be two truths.
  const elsewhere = shop.connected && shop.token === null ? t('shop.keysElsewhere') : null
  const reason = mayConnect ? elsewhere : t('channels.mayNot')
  return (
    <ReasonButton
      type={shop.token?.needsPerson === true ? 'primary' : 'default'}
      reason={reason}
      onClick={() => void navigate(paths.renewKeys(shop.channel, shop.shop))}
      data-testid="renew-keys"
    >
      {t(shop.connected ? 'shop.renewKeys' : 'shop.connect')}
    </ReasonButton>
  )
}
