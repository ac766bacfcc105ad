// Language and theme of this browser. `?lang=en&theme=dark` in an address sets them, so that a link for a
// wall screen can carry them.

import { useSyncExternalStore } from 'react'
import { LANGUAGES, i18n } from '../i18n/i18n.ts'
import type { Language } from '../i18n/i18n.ts'
import { THEMES, paintTheme } from '../ui/theme.ts'
import type { ThemeName } from '../ui/theme.ts'

const LANGUAGE_KEY = 'tidegate.language'
const THEME_KEY = 'tidegate.theme'

export interface Preferences {
  language: Language
  theme: ThemeName
}

let preferences: Preferences = { language: 'zh-CN', theme: 'light' }
const listeners = new Set<() => void>()

export function loadPreferences(): Preferences {
  const query = new URLSearchParams(location.search)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  change({
    language: LANGUAGES.find((each) => each === (query.get('lang') ?? stored(LANGUAGE_KEY))) ?? 'zh-CN',
    theme:
      THEMES.find((each) => each === (query.get('theme') ?? stored(THEME_KEY))) ?? (prefersDark ? 'dark' : 'light'),
  })
  return preferences
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => preferences)
}

export function setLanguage(language: Language): void {
  store(LANGUAGE_KEY, language)
  change({ ...preferences, language })
  void i18n.changeLanguage(language)
}

export function setTheme(theme: ThemeName): void {
  store(THEME_KEY, theme)
  change({ ...preferences, theme })
}

function change(next: Preferences): void {
  preferences = next
  document.documentElement.lang = next.language
  paintTheme(next.theme)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// A browser may refuse storage altogether; then a preference lasts as long as the page.
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing to do: the choice still holds for this page.
  }
}
