import { Switch, Tooltip } from 'antd'
import { useState } from 'react'
import type { Role, ShopView } from '@tidegate/contract'
import { useSwitchShop } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/queries.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './channels.module.css'

const SWITCHES = ['polls', 'publishes', 'confirms', 'promotion'] as const
type SwitchName = (typeof SWITCHES)[number]
/** The server decides the same for itself. */
const MAY_SWITCH: readonly Role[] = ['owner', 'operations']

/** What the shop does by itself; each is asked about before it changes. */
export function ShopSwitchList({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const { data: session } = useSession()
  const [asking, setAsking] = useState<SwitchName | null>(null)
  const mayNot = session === undefined || session === null || !MAY_SWITCH.includes(session.role)
  return (
    <ul className={styles['switches']}>
      {SWITCHES.map((name) => (
        <li key={name}>
          <Tooltip title={mayNot ? t('channels.mayNot') : null}>
            <Switch
              size="small"
              checked={shop.switches[name]}
              disabled={mayNot || !shop.connected}
              aria-label={t(`shopSwitch.${name}`)}
              onChange={() => setAsking(name)}
              data-testid={`switch-${name}`}
            />
          </Tooltip>
          {t(`shopSwitch.${name}`)}
          {name === 'promotion' && shop.promotionUntil !== null && (
            <>
              {t('channels.promotionUntil')} <TimeText at={shop.promotionUntil} ago={false} />
            </>
          )}
        </li>
      ))}
      {asking !== null && <SwitchDialog shop={shop} name={asking} onClose={() => setAsking(null)} />}
    </ul>
  )
}

function SwitchDialog({ shop, name, onClose }: { shop: ShopView; name: SwitchName; onClose: () => void }) {
  const { t } = useWords()
  const change = useSwitchShop(shop)
  const [isOn] = useState(shop.switches[name])
  return (
    <ConfirmDialog
      title={t('channels.ask', { shop: shop.name, what: t(`shopSwitch.${name}`) })}
      text={t(`shopSwitchAsk.${name}${isOn ? 'Off' : 'On'}`)}
      confirm={t(isOn ? 'channels.switchOff' : 'channels.switchOn')}
      isDangerous={isOn}
      isBusy={change.isPending}
      error={change.error === null ? null : problemText(t, change.error)}
      onConfirm={() => change.mutate({ [name]: !isOn }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
