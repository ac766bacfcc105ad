import type { Import } from '@tidegate/contract'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { formatCount } from '../../ui/format.ts'
import { TimeText } from '../../ui/TimeText.tsx'
import type { Words } from '../../ui/use-words.ts'

export function importColumns({ t, language, word }: Words): DataColumn<Import>[] {
  const count = (value: number) => (value === 0 ? '–' : formatCount(value, language))
  return [
    {
      key: 'file',
      title: t('imports.file'),
      render: ({ id, fileName }) => <Link to={paths.importFile(id)}>{fileName}</Link>,
    },
    { key: 'state', title: t('imports.state'), width: 110, render: ({ state }) => word('importState', state) },
    {
      key: 'mode',
      title: t('imports.mode'),
      width: 120,
      render: ({ plan }) => (plan === null ? '–' : word('importMode', plan.mode)),
    },
    { key: 'imported', title: t('imports.imported'), width: 90, align: 'right', render: (row) => count(row.imported) },
    {
      key: 'unchanged',
      title: t('imports.unchanged'),
      width: 90,
      align: 'right',
      render: (row) => count(row.unchanged),
    },
    {
      key: 'bad',
      title: t('imports.bad'),
      width: 90,
      align: 'right',
      render: ({ quarantined, refused }) => count(quarantined + refused),
    },
    { key: 'at', title: t('imports.at'), width: 224, render: ({ createdAt }) => <TimeText at={createdAt} /> },
  ]
}
