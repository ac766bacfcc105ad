// An entrance as people say it: `channel:taobao/main/refund/R1` is "Taobao main, refund R1".

import type { Words } from '../../ui/use-words.ts'

export function entranceText(source: string, { t, word }: Words): string {
  const [kind = '', rest = ''] = splitOnce(source, ':')
  if (kind === 'command') return `${t('entrance.command')} ${rest}`
  if (kind === 'import') return `${t('entrance.import')} ${rest}`.trim()
  if (kind === 'api') return `${t('entrance.api')} ${rest}`.trim()
  if (kind !== 'channel') return source
  const [channel = '', shop = '', what = '', id = ''] = rest.split('/')
  const refund = what === 'refund' ? ` · ${t('entrance.refund')} ${id}` : ''
  return `${word('channel', channel)} · ${shop}${refund}`
}

function splitOnce(text: string, at: string): string[] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
