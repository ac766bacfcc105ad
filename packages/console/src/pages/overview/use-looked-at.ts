import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Whether a mouse rests on the element or the keyboard is inside it. A finger scrolling by does not count. */
export function useLookedAt(ref: RefObject<HTMLElement | null>): boolean {
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const listening = new AbortController()
    const { signal } = listening
    element.addEventListener('pointerenter', (event) => setHovered(event.pointerType === 'mouse'), { signal })
    element.addEventListener('pointerleave', () => setHovered(false), { signal })
    element.addEventListener('focusin', () => setFocused(true), { signal })
    element.addEventListener('focusout', () => setFocused(false), { signal })
    return () => listening.abort()
  }, [ref])
  return isHovered || isFocused
}
