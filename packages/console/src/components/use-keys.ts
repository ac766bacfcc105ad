import { useEffect, useRef } from 'react'

/** A second key of a chord ("g h") counts within this time. */
const CHORD_MS = 1_200

export type KeyMap = Record<string, () => void>

/** Keys as `j`, `/` or the chord `g h`; none of them while somebody types or holds a modifier. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    let first = { key: '', at: 0 }
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const chord = event.timeStamp - first.at < CHORD_MS ? current.current[`${first.key} ${event.key}`] : undefined
      const action = chord ?? current.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
