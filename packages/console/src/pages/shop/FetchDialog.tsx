import { FETCH_ORDERS_MAX } from '@tidegate/contract'
import type { ShopView } from '@tidegate/contract'
import { useId, useState } from 'react'
import { useFetchOrders } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './read-again.module.css'
import { typedIds } from './typed-ids.ts'

const ROWS = 8
/** As the API takes them. */
const ID_CHARACTERS_MAX = 128

/** These orders, by the platform's own ids. */
export function FetchDialog({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const id = useId()
  const fetchOrders = useFetchOrders(shop)
  const [text, setText] = useState('')
  const ids = typedIds(text)
  const isTooMany = ids.length > FETCH_ORDERS_MAX
  const isTooLong = ids.some((each) => each.length > ID_CHARACTERS_MAX)
  const begin = () =>
    fetchOrders.mutate(ids, {
      onSuccess: () => {
        onClose()
        toast.done(t('shop.fetchStarted', { n: ids.length }))
      },
    })
  return (
    <ConfirmDialog
      title={t('shop.fetchTitle', { shop: shop.name })}
      text={t('shop.fetchText')}
      confirm={t('shop.fetch', { n: ids.length })}
      isAnswered={ids.length > 0 && !isTooMany && !isTooLong}
      isBusy={fetchOrders.isPending}
      error={fetchOrders.error === null ? null : problemText(t, fetchOrders.error)}
      onConfirm={begin}
      onClose={onClose}
    >
      <div className={styles['asking']}>
        <label htmlFor={id}>{t('shop.ids')}</label>
        <textarea
          id={id}
          rows={ROWS}
          value={text}
          spellCheck={false}
          placeholder={t('shop.idsHint')}
          onChange={(event) => setText(event.target.value)}
          data-testid="fetch-ids"
        />
        <small className={isTooMany || isTooLong ? styles['bad'] : undefined} data-testid="fetch-count">
          {isTooLong
            ? t('shop.idTooLong', { max: ID_CHARACTERS_MAX })
            : t(isTooMany ? 'shop.idsTooMany' : 'shop.idsCount', { n: ids.length, max: FETCH_ORDERS_MAX })}
        </small>
      </div>
    </ConfirmDialog>
  )
}
