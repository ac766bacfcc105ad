import { Input } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'

interface Props {
  /** As the address has it. */
  value: string
  placeholder: string
  onSearch: (text: string) => void
  charactersMax?: number
  width?: number
  testId?: string
}

/** After this pause somebody is taken to have typed what they meant. */
const PAUSE_MS = 350

/** A search of a list: the address follows what is typed, after a pause or at once by Enter. */
export function SearchField({ value, placeholder, onSearch, charactersMax = 80, width = 220, testId }: Props) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed by another way: back, or cleared filters.
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const search = useEffectEvent(() => {
    if (typed.trim() !== value.trim()) onSearch(typed.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => search(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      value={typed}
      placeholder={placeholder}
      maxLength={charactersMax}
      allowClear
      autoComplete="off"
      style={{ width }}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onSearch(typed.trim())}
      data-testid={testId}
    />
  )
}
