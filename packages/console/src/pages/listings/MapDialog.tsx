import { useState } from 'react'
import type { ListingView, MappedListing } from '@tidegate/contract'
import { refusedComponent, useMapListing } from '../../api/listings.ts'
import { problemText } from '../../api/problem-text.ts'
import { serverNow } from '../../api/server-clock.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formatCount, formatTime } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { componentsOf, componentsText, draftsOf, emptyDraft, isSame } from './component-draft.ts'
import type { ComponentDraft } from './component-draft.ts'
import { ComponentRows } from './ComponentRows.tsx'
import styles from './map-dialog.module.css'

interface Props {
  listing: ListingView
  shopName: string
  onUnmap: () => void
  onClose: () => void
}

/** Asks which SKUs one unit takes. What is suggested is taken by a click and nothing else. */
export function MapDialog({ listing, shopName, onUnmap, onClose }: Props) {
  const { t, language } = useWords()
  const toast = useToast()
  const map = useMapListing()
  const [drafts, setDrafts] = useState(() => draftsOf(listing))
  const components = componentsOf(drafts)
  const refused = refusedComponent(map.error)
  const change = (next: ComponentDraft[]) => {
    setDrafts(next)
    map.reset()
  }
  const save = () => {
    if (components === null) return
    map.mutate(
      { id: listing.id, components },
      {
        onSuccess: (answer) => {
          onClose()
          toast.done(said(answer))
        },
      },
    )
  }
  const said = ({ outcome, waitingOrders, stillWaitingOrders }: MappedListing) => {
    if (outcome === 'already_mapped') return t('listingMap.savedAlready')
    if (waitingOrders === 0) return t('listingMap.saved')
    const goOn = t('listingMap.savedWaiting', { n: formatCount(waitingOrders, language) })
    return stillWaitingOrders === 0
      ? goOn
      : goOn + t('listingMap.savedStill', { n: formatCount(stillWaitingOrders, language) })
  }
  const isMapped = listing.mappedBy !== null
  const { waiting } = listing
  const more = isMapped
    ? t('listingMap.textMapped')
    : waiting !== null && t('listingMap.textWaiting', { n: formatCount(waiting.orders, language) })
  return (
    <ConfirmDialog
      title={t('listingMap.title')}
      text={[t('listingMap.text'), more].filter((each) => each !== false).join(language === 'en' ? ' ' : '')}
      confirm={t('listingMap.save')}
      isAnswered={components !== null && !isSame(components, listing.components)}
      isBusy={map.isPending}
      error={map.error === null || refused !== null ? null : problemText(t, map.error)}
      onConfirm={save}
      onClose={onClose}
    >
      <About listing={listing} shopName={shopName} onUnmap={onUnmap} />
      <Suggestions
        listing={listing}
        taken={drafts}
        onTake={({ skuCode, name }) => change(withSku(drafts, { skuCode, name }))}
      />
      <ComponentRows drafts={drafts} refused={refused} onChange={change} />
      <output className={styles['takes']} data-testid="listing-takes">
        {components !== null && t('listingMap.takes', { what: componentsText(components) })}
      </output>
    </ConfirmDialog>
  )
}

/** Into the first row that has none yet, else into a new one. */
function withSku(drafts: readonly ComponentDraft[], sku: { skuCode: string; name: string }): ComponentDraft[] {
  const empty = drafts.find(({ skuCode }) => skuCode === null)
  if (empty === undefined) return [...drafts, { ...emptyDraft(drafts), ...sku }]
  return drafts.map((draft) => (draft === empty ? { ...draft, ...sku } : draft))
}

interface AboutProps {
  listing: ListingView
  shopName: string
  onUnmap: () => void
}

function About({ listing, shopName, onUnmap }: AboutProps) {
  const { t, language, actor } = useWords()
  const { platformItemId: item, platformSkuId: sku, skuCode, codeIsSku, mappedBy, mappedAt } = listing
  return (
    <div className={styles['about']}>
      <strong>{listing.title}</strong>
      <p>
        {[
          shopName,
          item === sku ? t('listings.item', { item }) : t('listings.variant', { item, sku }),
          `${t('listings.code')} ${skuCode ?? t('listings.noCode')}`,
        ].join(' · ')}
      </p>
      {mappedBy !== null && mappedAt !== null && (
        <p className={styles['mapped']}>
          {t('listingMap.mappedAt', {
            who: mappedBy === 'code' ? t('listingMap.byCode') : actor(mappedBy),
            time: formatTime(mappedAt, language, serverNow()),
          })}
          <ReasonButton
            size="small"
            danger
            reason={codeIsSku ? t('listingMap.unmapCode', { code: skuCode ?? '' }) : null}
            onClick={onUnmap}
            data-testid="unmap-listing"
          >
            {t('listingMap.unmap')}
          </ReasonButton>
        </p>
      )}
    </div>
  )
}

interface SuggestionsProps {
  listing: ListingView
  taken: readonly ComponentDraft[]
  onTake: (sku: ListingView['suggestions'][number]) => void
}

function Suggestions({ listing: { suggestions }, taken, onTake }: SuggestionsProps) {
  const { t } = useWords()
  const left = suggestions.filter(({ skuCode }) => !taken.some((draft) => draft.skuCode === skuCode))
  if (left.length === 0) return null
  return (
    <p className={styles['suggestions']}>
      {t('listingMap.suggested')}
      {left.map((sku) => (
        <button key={sku.skuCode} type="button" onClick={() => onTake(sku)} data-testid="suggested-sku">
          <b>{sku.skuCode}</b> {sku.name}
        </button>
      ))}
    </p>
  )
}
