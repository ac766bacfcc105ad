import { Link } from 'react-router'
import type { OrderSummary } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { formatCount, formatMoney } from '../../ui/format.ts'
import { StageTag } from '../../ui/StageTag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import type { Words } from '../../ui/use-words.ts'

export function orderColumns({ t, language, word }: Words): DataColumn<OrderSummary>[] {
  return [
    {
      key: 'number',
      title: t('orders.number'),
      width: 264,
      render: ({ number }) => <Link to={paths.order(number)}>{number}</Link>,
    },
    {
      key: 'platform',
      title: t('orders.platformOrderId'),
      width: 196,
      render: ({ platformOrderId }) => platformOrderId,
    },
    {
      key: 'shop',
      title: t('orders.shop'),
      width: 150,
      render: ({ channel, shop }) => `${word('channel', channel)} · ${shop}`,
    },
    { key: 'placed', title: t('orders.placed'), width: 172, render: ({ placedAt }) => <TimeText at={placedAt} /> },
    { key: 'stage', title: t('orders.stage'), width: 104, render: ({ stage }) => <StageTag stage={stage} /> },
    {
      key: 'province',
      title: t('orders.province'),
      width: 104,
      render: ({ province }) => (province === '' ? t('overview.noProvince') : province),
    },
    {
      key: 'amount',
      title: t('orders.amount'),
      width: 110,
      align: 'right',
      render: ({ payableFen, currency }) => formatMoney(payableFen, currency, language),
    },
    {
      key: 'units',
      title: t('orders.units'),
      width: 64,
      align: 'right',
      render: ({ units }) => formatCount(units, language),
    },
    {
      key: 'where',
      title: t('orders.where'),
      render: ({ locations, holds }) =>
        locations.length > 0 ? locations.join(' + ') : holds.map((hold) => word('hold', hold)).join(' · '),
    },
  ]
}
