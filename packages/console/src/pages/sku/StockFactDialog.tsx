import { Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { SkuStock, StockFactRecorded } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useRecordStockFact } from '../../api/stock.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { FactKeys, factOf } from './stock-fact.ts'
import type { FactKind } from './stock-fact.ts'
import styles from './stock-fact-dialog.module.css'

/** As the API takes them. */
const QUANTITY_MAX = 1_000_000
const REFERENCE_CHARACTERS_MAX = 100

interface Props {
  kind: FactKind
  stock: SkuStock
  onClose: () => void
}

/** Asks what came in, or what differs, and says what it makes of on hand before it is recorded. */
export function StockFactDialog({ kind, stock, onClose }: Props) {
  const { t, language } = useWords()
  const toast = useToast()
  const record = useRecordStockFact()
  const [keys] = useState(() => new FactKeys())
  const [location, setLocation] = useState(stock.levels[0]?.location.code ?? '')
  const [quantity, setQuantity] = useState<number | null>(null)
  const [reference, setReference] = useState('')
  const level = stock.levels.find((each) => each.location.code === location)
  const [place, onHand] = [level?.location.name ?? location, level?.onHand ?? 0]
  const typed = { sku: stock.sku, location, quantity, reference }
  const isReceipt = kind === 'receipt'
  const send = (reason: string) => {
    const fact = factOf(kind, typed, { onHand, reason })
    if (fact === null) return
    record.mutate({ ...fact, key: keys.keyOf(fact) } as Parameters<typeof record.mutate>[0], {
      onSuccess: (answer) => {
        onClose()
        toast.done(said(answer))
      },
    })
  }
  const said = ({ outcome, onHand: left = 0, short = 0 }: StockFactRecorded) => {
    if (outcome === 'already_recorded') return t('stockFact.already')
    return t(short > 0 ? 'stockFact.recordedShort' : 'stockFact.recorded', { location: place, onHand: left, short })
  }
  const signed = (value: number) => (value > 0 && !isReceipt ? '+' : '') + formatCount(value, language)
  return (
    <ConfirmDialog
      title={t(isReceipt ? 'stockFact.receiptTitle' : 'stockFact.adjustmentTitle', { sku: stock.sku })}
      text={t(isReceipt ? 'stockFact.receiptText' : 'stockFact.adjustmentText')}
      confirm={
        quantity === null
          ? t('stockFact.confirmNothing')
          : t(isReceipt ? 'stockFact.confirmReceipt' : 'stockFact.confirmAdjustment', { n: signed(quantity) })
      }
      isAnswered={factOf(kind, typed, { onHand, reason: '' }) !== null}
      isBusy={record.isPending}
      error={record.error === null ? null : problemText(t, record.error)}
      {...(isReceipt
        ? {}
        : {
            reasons: Object.values(t('adjustReasons', { returnObjects: true })),
            reasonHint: t('stockFact.reasonHint'),
          })}
      onConfirm={send}
      onClose={onClose}
    >
      <div className={styles['fields']}>
        <Field label={t('stockFact.location')}>
          {(id) => (
            <Select
              id={id}
              value={location}
              options={stock.levels.map(({ location: { code, name } }) => ({ value: code, label: `${name} ${code}` }))}
              onChange={setLocation}
            />
          )}
        </Field>
        <Field label={t(isReceipt ? 'stockFact.quantity' : 'stockFact.difference')}>
          {(id) => (
            <InputNumber
              id={id}
              ref={focusAtOnce}
              value={quantity}
              precision={0}
              min={isReceipt ? 1 : -QUANTITY_MAX}
              max={QUANTITY_MAX}
              onChange={setQuantity}
              data-testid="fact-quantity"
            />
          )}
        </Field>
        <Field label={t('stockFact.reference')} hint={t('stockFact.referenceHint')}>
          {(id) => (
            <Input
              id={id}
              value={reference}
              maxLength={REFERENCE_CHARACTERS_MAX}
              autoComplete="off"
              onChange={(event) => setReference(event.target.value)}
              data-testid="fact-reference"
            />
          )}
        </Field>
      </div>
      {quantity !== null && (
        <output className={styles['becomes']} data-testid="fact-becomes">
          {onHand + quantity < 0
            ? t('stockFact.below', { location: place, before: formatCount(onHand, language) })
            : t('stockFact.becomes', {
                location: place,
                before: formatCount(onHand, language),
                after: formatCount(onHand + quantity, language),
              })}
        </output>
      )}
    </ConfirmDialog>
  )
}

/** Of one identity, so that it is called as the field appears and not with each figure that moves. */
function focusAtOnce(field: { focus: () => void } | null): void {
  field?.focus()
}

interface FieldProps {
  label: string
  hint?: string
  children: (id: string) => ReactNode
}

function Field({ label, hint, children }: FieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small>{hint}</small>}
    </div>
  )
}
