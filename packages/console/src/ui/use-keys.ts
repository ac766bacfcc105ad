// One listener for the whole page, so that a chord begun anywhere is finished before a single key of it acts.

import { useEffect, useRef } from 'react'

/** A second key of a chord ("g h") counts within this time. */
const CHORD_MS = 1_200

export type KeyMap = Record<string, () => void>
interface Pressed {
  key: string
  at: number
}

/** Newest last: what a page says about a key prevails over the shell. */
const maps: { current: KeyMap }[] = []
let first: Pressed = { key: '', at: 0 }

/** Keys as `j`, `/` or the chord `g h`; none of them while somebody types, holds a modifier or answers a dialog. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (maps.length === 0) document.addEventListener('keydown', listen)
    maps.push(current)
    return () => {
      maps.splice(maps.indexOf(current), 1)
      if (maps.length === 0) document.removeEventListener('keydown', listen)
    }
  }, [])
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
  const chord = event.timeStamp - first.at < CHORD_MS ? actionOf(`${first.key} ${event.key}`) : undefined
  const action = chord ?? actionOf(event.key)
  first = { key: chord === undefined ? event.key : '', at: event.timeStamp }
  if (action === undefined) return
  event.preventDefault()
  action()
}

function actionOf(key: string): (() => void) | undefined {
  return maps.findLast((map) => Object.hasOwn(map.current, key))?.current[key]
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="dialog"]') !== null) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return /^(TEXTAREA|SELECT)$/.test(target.tagName)
}
