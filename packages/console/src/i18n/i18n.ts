import i18next from 'i18next'
import type { TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zhCN } from './zh-cn.ts'
import type { Messages } from './zh-cn.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export type Translate = TFunction

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Messages }
  }
}

/** An instance of our own: nothing else on the page can change its language. */
export const i18n = i18next.createInstance()

export function startI18n(language: Language): void {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export function translatorOf(language: Language): Translate {
  if (!i18n.isInitialized) startI18n(language)
  return i18n.getFixedT(language)
}
