import { Segmented } from 'antd'
import { useState } from 'react'
import type { ActionResult, HoldKind, OrderAction, PlaceableHoldKind } from '@tidegate/contract'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useWords } from '../ui/use-words.ts'
import styles from './order-action-dialog.module.css'
import { useOrderActions } from './use-order-actions.ts'

/** What is to be done; a release says to which kinds of hold the orders have. */
type AskedAction =
  | { action: 'cancel_order' }
  | { action: 'place_hold' }
  | { action: 'release_hold'; holds: readonly HoldKind[] }

interface Props {
  asked: AskedAction
  numbers: readonly string[]
  onClose: () => void
  onDone?: (results: ActionResult[]) => void
}

/** Manual first: most holds are placed by service, and the words of the others are promises. */
const PLACEABLE_HOLDS: readonly PlaceableHoldKind[] = ['manual', 'address', 'risk']

/** Asks for kind and reason, then does it to all the orders at once. */
export function OrderActionDialog({ asked, numbers, onClose, onDone }: Props) {
  const { t, word } = useWords()
  const actions = useOrderActions()
  const [placed, setPlaced] = useState<PlaceableHoldKind>('manual')
  const [released, setReleased] = useState<HoldKind | undefined>(
    asked.action === 'release_hold' ? asked.holds[0] : undefined,
  )
  const n = numbers.length
  const shared = { isBusy: actions.isBusy, error: actions.error, onClose }
  const run = (action: OrderAction) =>
    actions.act(numbers, action, (results) => {
      onClose()
      onDone?.(results)
    })
  if (asked.action === 'cancel_order') {
    return (
      <ConfirmDialog
        {...shared}
        isDangerous
        title={t('act.cancelTitle', { n })}
        text={t('act.cancelText')}
        confirm={t('act.cancel')}
        reasons={Object.values(t('cancelReasons', { returnObjects: true }))}
        onConfirm={(reason) => run({ action: 'cancel_order', reason })}
      />
    )
  }
  if (asked.action === 'place_hold') {
    return (
      <ConfirmDialog
        {...shared}
        title={t('act.holdTitle', { n })}
        text={t('act.holdText')}
        confirm={t('act.hold')}
        reasons={Object.values(t('holdReasons', { returnObjects: true }))}
        onConfirm={(reason) => run({ action: 'place_hold', hold: placed, reason })}
      >
        <KindChoice label={t('act.holdKind')} kinds={PLACEABLE_HOLDS} chosen={placed} onChoose={setPlaced} />
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      {...shared}
      title={t('act.releaseTitle', { n, hold: released === undefined ? '' : word('hold', released) })}
      text={t('act.releaseText')}
      confirm={t('act.release')}
      reasons={Object.values(t('releaseReasons', { returnObjects: true }))}
      onConfirm={(reason) => {
        if (released !== undefined) run({ action: 'release_hold', hold: released, reason })
      }}
    >
      {asked.holds.length > 1 && released !== undefined && (
        <KindChoice label={t('act.releaseWhich')} kinds={asked.holds} chosen={released} onChoose={setReleased} />
      )}
    </ConfirmDialog>
  )
}

interface KindChoiceProps<Kind extends HoldKind> {
  label: string
  kinds: readonly Kind[]
  chosen: Kind
  onChoose: (kind: Kind) => void
}

function KindChoice<Kind extends HoldKind>({ label, kinds, chosen, onChoose }: KindChoiceProps<Kind>) {
  const { word } = useWords()
  return (
    <div className={styles['kinds']}>
      <span>{label}</span>
      <Segmented
        options={kinds.map((kind) => ({ value: kind, label: word('hold', kind) }))}
        value={chosen}
        onChange={onChoose}
        data-testid="hold-kind"
      />
    </div>
  )
}
