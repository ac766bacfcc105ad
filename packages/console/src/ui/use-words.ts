// Codes of the API as words. A code that has no word yet is shown as it is: better than nothing.

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, Translate } from '../i18n/i18n.ts'
import { en } from '../i18n/en.ts'
import { zhCN } from '../i18n/zh-cn.ts'

type WordList =
  | 'channel'
  | 'stage'
  | 'hold'
  | 'holdNext'
  | 'event'
  | 'payment'
  | 'platformState'
  | 'leg'
  | 'fulfillmentState'
  | 'fact'
  | 'queue'
  | 'role'
  | 'quarantineCode'
  | 'quarantineNext'
  | 'quarantineEnd'
  | 'quarantineAction'
  | 'outcome'
  | 'importState'
  | 'importMode'
  | 'rowOutcome'
  | 'importField'
  | 'rowCode'
  | 'importFailure'
  | 'movement'
  | 'systemConcern'
  | 'systemPart'
  | 'settingSource'
  | 'shopState'
  | 'link'
  | 'backfillState'
  | 'tokenRenewal'
  | 'pushRenewal'
  | 'silence'
  | 'lateCause'
  | 'lateCauseNote'
  | 'failureReason'
  | 'failureNext'
  | 'connectNext'
  | 'connectBrief'
  | 'connectNeeds'

export interface Words {
  t: Translate
  language: Language
  word: (list: WordList, code: string) => string
  /** Who did it: `channel:jd`, `user:<id>`, `timer` and so on. */
  actor: (actor: string) => string
}

export function wordsOf(t: Translate, language: Language): Words {
  const messages = language === 'en' ? en : zhCN
  const word = (list: WordList, code: string) => {
    const words: Record<string, string> = messages[list]
    return Object.hasOwn(words, code) ? (words[code] ?? code) : code
  }
  const actor = (text: string) => {
    if (text === 'system' || text === 'timer') return t(`actor.${text}`)
    const [kind, ...rest] = text.split(':')
    const name = rest.join(':')
    if (kind === 'channel') return t('actor.channel', { name: word('channel', name) })
    return kind === 'user' || kind === 'key' || kind === 'warehouse' ? t(`actor.${kind}`, { name }) : text
  }
  return { t, language, word, actor }
}

export function useWords(): Words {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => wordsOf(t, language), [t, language])
}
