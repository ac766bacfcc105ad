import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import type { StockAsked } from '../../api/stock.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'

interface Props {
  filters: StockAsked
  /** SKUs that pass them; undefined while that is not known. */
  total: number | undefined
}

/** All that is filtered, not the page alone, as a file for a spreadsheet. */
export function ExportStock({ filters, total }: Props) {
  const { t } = useWords()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      // What writes such files is only loaded for whoever wants one.
      const { readStockFile } = await import('./stock-file.ts')
      const titles = { ...t('stockQuantity', { returnObjects: true }), sku: t('stock.sku'), name: t('stock.name') }
      const { blob, skus, isWhole } = await readStockFile(filters, titles)
      download(blob, `stock-${new Date().toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}.csv`)
      toast.done(t(isWhole ? 'stock.exported' : 'stock.exportedPart', { n: skus }))
    } catch (error) {
      toast.failed(problemText(t, error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <ReasonButton
      reason={total === 0 ? t('stock.exportEmpty') : null}
      loading={isBusy}
      onClick={() => void save()}
      data-testid="export-stock"
    >
      {t('stock.export')}
    </ReasonButton>
  )
}

function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
