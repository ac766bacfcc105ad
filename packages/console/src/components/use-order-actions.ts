import type { ActionResult, OrderAction } from '@tidegate/contract'
import { problemText } from '../api/problem-text.ts'
import { useActOnOrders } from '../api/queries.ts'
import { useToast } from '../ui/use-toast.tsx'
import { useWords } from '../ui/use-words.ts'
import { summarize, undoOf } from './order-action.ts'

export interface OrderActions {
  isBusy: boolean
  error: string | null
  /** Does it, says what came of it and offers to take it back. `onSettled` hears every order's own outcome. */
  act(numbers: readonly string[], action: OrderAction, onSettled: (results: ActionResult[]) => void): void
  reset(): void
}

export function useOrderActions(): OrderActions {
  const { t, word } = useWords()
  const toast = useToast()
  const mutation = useActOnOrders()

  const undo = (numbers: readonly string[], action: OrderAction) =>
    mutation.mutate(
      { numbers: [...numbers], do: action },
      {
        onSuccess: ({ results }) => {
          const { done, rest } = summarize(action, results)
          say(done.length, rest)
        },
        onError: (error) => toast.failed(problemText(t, error)),
      },
    )

  const say = (done: number, rest: readonly ActionResult[], takeBack?: () => void) => {
    const [only] = rest
    if (rest.length === 0) toast.done(t('list.done', { n: done }), takeBack)
    else if (done === 0 && rest.length === 1 && only !== undefined) toast.failed(word('outcome', only.outcome))
    else toast.done(t('act.partly', { done, rest: rest.length }), takeBack)
  }

  return {
    isBusy: mutation.isPending,
    error: mutation.error === null ? null : problemText(t, mutation.error),
    reset: mutation.reset,
    act: (numbers, action, onSettled) =>
      mutation.mutate(
        { numbers: [...numbers], do: action },
        {
          onSuccess: ({ results }) => {
            const { done, rest } = summarize(action, results)
            const back = undoOf(action, t('act.undoReason'))
            say(done.length, rest, back === null || done.length === 0 ? undefined : () => undo(done, back))
            onSettled(results)
          },
        },
      ),
  }
}
