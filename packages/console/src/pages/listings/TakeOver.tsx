import type { ShopView } from '@tidegate/contract'
import { useTakeOverListings } from '../../api/listings.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSignedIn } from '../../components/session.ts'
import { formatCount } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { mayTakeOverListings } from './may-map.ts'

/** Reads the listings of the shop that is filtered by, rather than at its next turn. */
export function TakeOver({ shop }: { shop: ShopView | undefined }) {
  const { t, language } = useWords()
  const toast = useToast()
  const { role } = useSignedIn()
  const takeOver = useTakeOverListings()
  const reason = () => {
    if (!mayTakeOverListings(role)) return t('listings.takeOverMayNot')
    if (shop === undefined) return t('listings.takeOverWhich')
    if (!shop.connected) return t('listings.takeOverNotConnected')
    return shop.links.length === 0 ? t('listings.takeOverElsewhere') : null
  }
  const begin = () => {
    if (shop === undefined) return
    takeOver.mutate(shop, {
      onSuccess: ({ added }) =>
        toast.done(t('listings.takenOver', { shop: shop.name, n: formatCount(added, language) })),
      onError: (error) => toast.failed(problemText(t, error)),
    })
  }
  return (
    <ReasonButton reason={reason()} loading={takeOver.isPending} onClick={begin} data-testid="take-over">
      {t(takeOver.isPending ? 'listings.takingOver' : 'listings.takeOver')}
    </ReasonButton>
  )
}
