// What the connect form knows and does: what is typed, what the platform answered to it, and what to ask before the
// shop is kept. Nothing typed is kept before that.

import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ChannelView, ConnectionTest, ShopView } from '@tidegate/contract'
import { useConnectShop, useTestShop } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { paths } from '../../paths.ts'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { faultsNamedBy, faultsOf, suspectsOf, toWish } from './connect-form.ts'
import type { Faults, Typed } from './connect-form.ts'

export interface ConnectOptions {
  channel: ChannelView
  /** The shop that gets new keys; undefined for a new one. */
  renewed: ShopView | undefined
  shops: readonly ShopView[]
}

type Doubt = 'untested' | 'failed' | 'replaces'

export function useConnect({ channel, renewed, shops }: ConnectOptions) {
  const { t } = useWords()
  const toast = useToast()
  const navigate = useNavigate()
  const [typed, setTyped] = useState<Typed>({
    channel: channel.channel,
    shop: renewed?.shop ?? '',
    name: renewed?.name ?? '',
    gatewayUrl: '',
    fields: {},
  })
  const [faults, setFaults] = useState<Faults>({})
  /** What the platform answered, and to what: anything typed since makes it an answer to something else. */
  const [tested, setTested] = useState<{ of: Typed; answer: ConnectionTest } | null>(null)
  const [doubt, setDoubt] = useState<Doubt | null>(null)
  const test = useTestShop()
  const connect = useConnectShop()
  const answer = tested !== null && tested.of === typed ? tested.answer : null
  const suspects = answer === null || answer.reason === null ? [] : suspectsOf(answer.reason, channel)
  const isWhole = () => {
    const found = faultsOf(typed, channel)
    setFaults(found)
    return Object.keys(found).length === 0
  }
  const onError = (error: unknown) => {
    const named = faultsNamedBy(error)
    setFaults(named)
    if (Object.keys(named).length === 0) toast.failed(problemText(t, error))
  }
  const send = () => {
    setDoubt(null)
    connect.mutate(toWish(typed), {
      onError,
      onSuccess: () => {
        toast.done(t(renewed === undefined ? 'connect.connected' : 'connect.renewed', { shop: typed.name }))
        void navigate(paths.shop(typed.channel, typed.shop))
      },
    })
  }
  return {
    typed,
    answer,
    isStale: tested !== null && answer === null,
    isTesting: test.isPending,
    isSending: connect.isPending,
    doubt,
    endDoubt: () => setDoubt(null),
    send,
    /** What a field shows besides its value. */
    at: (name: string) => ({ name, fault: faults[name], isSuspect: suspects.includes(name) }),
    put: (change: Partial<Typed>, name: string) => {
      setTyped({ ...typed, ...change })
      setFaults(Object.fromEntries(Object.entries(faults).filter(([key]) => key !== name)))
    },
    test: () => {
      if (!isWhole()) return
      test.mutate(toWish(typed), { onError, onSuccess: (said) => setTested({ of: typed, answer: said }) })
    },
    /** Sends what the platform accepted, and asks about anything else. */
    ask: () => {
      if (!isWhole()) return
      const isTaken = shops.some((each) => each.channel === typed.channel && each.shop === typed.shop && each.connected)
      if (renewed === undefined && isTaken) setDoubt('replaces')
      else if (answer === null) setDoubt('untested')
      else if (answer.ok) send()
      else setDoubt('failed')
    },
  }
}
