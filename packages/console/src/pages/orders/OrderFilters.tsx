import { Select } from 'antd'
import { useOverview } from '../../api/queries.ts'
import { useLocations } from '../../api/stock.ts'
import { paths } from '../../paths.ts'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useWords } from '../../ui/use-words.ts'
import { HOLDS, STAGES, isFiltered } from './order-choice.ts'
import type { Choose, OrderChoice } from './order-choice.ts'
import { PROVINCES } from './provinces.ts'
import { PlacedFilter } from './PlacedFilter.tsx'
import { RangeField } from './RangeField.tsx'

interface Props {
  choice: OrderChoice
  onChoose: Choose
}

/** The search, then the eight filters, most used first. `/` goes to the bar's search, which leads here too. */
export function OrderFilters({ choice, onChoose }: Props) {
  const { t } = useWords()
  return (
    <FilterBar clearTo={isFiltered(choice) ? paths.orders() : null}>
      <SearchField
        value={choice.search}
        placeholder={t('orders.searchHint')}
        onSearch={(search) => onChoose({ search })}
        charactersMax={100}
        width={320}
        testId="orders-search"
      />
      <AxisFilters choice={choice} onChoose={onChoose} />
      <PlacedFilter placed={choice.placed} onChoose={onChoose} />
      <FilterField label={t('orders.sku')}>
        <SearchField
          value={choice.sku}
          placeholder={t('orders.skuHint')}
          onSearch={(sku) => onChoose({ sku })}
          width={150}
          testId="filter-sku"
        />
      </FilterField>
      <RangeField
        label={t('orders.amount')}
        value={choice.amount}
        onChange={(amount) => onChoose({ amount })}
        testId="filter-amount"
      />
    </FilterBar>
  )
}

/** What is chosen of a list. */
function AxisFilters({ choice, onChoose }: Props) {
  const { t, word } = useWords()
  const { data: places } = useLocations()
  const { data: overview } = useOverview()
  const anything = { value: '', label: t('orders.any') }
  return (
    <>
      <FilterField label={t('orders.stage')}>
        <Select
          mode="multiple"
          value={[...choice.stages]}
          maxTagCount={2}
          placeholder={t('orders.any')}
          style={{ minWidth: 150 }}
          popupMatchSelectWidth={false}
          showSearch={false}
          options={STAGES.map((stage) => ({ value: stage, label: word('stage', stage) }))}
          onChange={(stages) => onChoose({ stages })}
          data-testid="filter-stage"
        />
      </FilterField>
      <FilterField label={t('orders.hold')}>
        <Select
          value={choice.hold}
          popupMatchSelectWidth={false}
          options={[anything, ...HOLDS.map((hold) => ({ value: hold, label: word('hold', hold) }))]}
          onChange={(hold) => onChoose({ hold: hold as OrderChoice['hold'] })}
          data-testid="filter-hold"
        />
      </FilterField>
      <FilterField label={t('orders.shop')}>
        <Select
          value={choice.shop}
          popupMatchSelectWidth={false}
          options={[
            anything,
            ...(overview?.shops ?? []).map(({ channel, shop, name }) => ({
              value: `${channel}/${shop}`,
              label: `${word('channel', channel)} · ${name}`,
            })),
          ]}
          onChange={(shop) => onChoose({ shop })}
          data-testid="filter-shop"
        />
      </FilterField>
      <FilterField label={t('orders.location')}>
        <Select
          value={choice.location}
          popupMatchSelectWidth={false}
          options={[
            anything,
            ...(places?.locations ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` })),
          ]}
          onChange={(location) => onChoose({ location })}
          data-testid="filter-location"
        />
      </FilterField>
      <FilterField label={t('orders.province')}>
        <Select
          value={choice.province}
          showSearch
          popupMatchSelectWidth={false}
          style={{ minWidth: 96 }}
          options={[anything, ...PROVINCES.map((province) => ({ value: province, label: province }))]}
          onChange={(province) => onChoose({ province })}
          data-testid="filter-province"
        />
      </FilterField>
    </>
  )
}
