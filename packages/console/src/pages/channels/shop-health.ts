// One word for how a shop does, the worst first.

import type { ShopView } from '@tidegate/contract'
import type { Tone } from '../../ui/StageTag.tsx'

export interface ShopHealth {
  tone: Tone
  word: 'fine' | 'failing' | 'paused' | 'elsewhere' | 'notConnected'
  failing: number
}

export function healthOf({
  connected,
  switches,
  links,
}: Pick<ShopView, 'connected' | 'switches' | 'links'>): ShopHealth {
  const failing = links.filter(({ failuresInARow }) => failuresInARow > 0).length
  if (!connected) return { tone: 'quiet', word: 'notConnected', failing }
  if (failing > 0) return { tone: 'late', word: 'failing', failing }
  if (!switches.polls) return { tone: 'warn', word: 'paused', failing }
  if (links.length === 0) return { tone: 'quiet', word: 'elsewhere', failing }
  return { tone: 'good', word: 'fine', failing }
}
