import type { ListingView } from '@tidegate/contract'
import { useMapListing } from '../../api/listings.ts'
import { problemText } from '../../api/problem-text.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'

export function UnmapDialog({ listing, onClose }: { listing: ListingView; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const map = useMapListing()
  const unmap = () =>
    map.mutate(
      { id: listing.id, components: [] },
      {
        onSuccess: () => {
          onClose()
          toast.done(t('listingMap.unmapped'))
        },
      },
    )
  return (
    <ConfirmDialog
      title={t('listingMap.unmapConfirm')}
      text={t('listingMap.unmapText', { title: listing.title })}
      confirm={t('listingMap.unmapConfirm')}
      isDangerous
      isBusy={map.isPending}
      error={map.error === null ? null : problemText(t, map.error)}
      onConfirm={unmap}
      onClose={onClose}
    />
  )
}
