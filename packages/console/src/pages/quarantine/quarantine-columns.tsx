import { Link } from 'react-router'
import type { QuarantineEntry } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { formatCount } from '../../ui/format.ts'
import { TimeText } from '../../ui/TimeText.tsx'
import type { Words } from '../../ui/use-words.ts'
import { entranceText } from './entrance-text.ts'
import { faultText } from './fault-text.ts'

export function quarantineColumns(words: Words, state: 'open' | 'ended'): DataColumn<QuarantineEntry>[] {
  const { t, language, word } = words
  const end: DataColumn<QuarantineEntry> = {
    key: 'end',
    title: t('quarantine.end'),
    width: 120,
    render: (entry) => (entry.end === null ? '' : word('quarantineEnd', entry.end.as)),
  }
  return [
    {
      key: 'about',
      title: t('quarantine.about'),
      width: 200,
      render: ({ id, order }) => (
        <Link to={paths.quarantineEntry(id)}>{order?.platformOrderId ?? t('quarantine.noKey')}</Link>
      ),
    },
    {
      key: 'why',
      title: t('quarantine.why'),
      render: ({ code, reason }) => `${word('quarantineCode', code)} · ${faultText(words, reason)}`,
    },
    { key: 'from', title: t('quarantine.from'), width: 160, render: ({ source }) => entranceText(source, words) },
    {
      key: 'seen',
      title: t('quarantine.seen'),
      width: 70,
      align: 'right',
      render: ({ seen }) => t('quarantine.times', { n: formatCount(seen, language) }),
    },
    {
      key: 'attempts',
      title: t('quarantine.attempts'),
      width: 70,
      align: 'right',
      render: ({ attempts }) => t('quarantine.times', { n: formatCount(attempts, language) }),
    },
    { key: 'first', title: t('quarantine.first'), width: 176, render: ({ firstAt }) => <TimeText at={firstAt} /> },
    ...(state === 'ended' ? [end] : []),
  ]
}
