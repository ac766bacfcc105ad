import { Button } from 'antd'
import type { Import } from '@tidegate/contract'
import { Link, useParams } from 'react-router'
import { isUnderWay, useCancelImport, useImport } from '../../api/imports.ts'
import { problemText } from '../../api/problem-text.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Outcome } from './Outcome.tsx'
import { RowReport } from './RowReport.tsx'
import { Setup } from './Setup.tsx'

/** One file: what is in it and how it is to be read, then how far it is, then what became of every row. */
export function ImportPage() {
  const { t } = useWords()
  const { id = '' } = useParams()
  const { data, error } = useImport(id)
  if (data === undefined && error !== null) return <Notice title={problemText(t, error)} />
  if (data === undefined) return <Notice quiet title={t('loading')} />
  return <OneImport key={data.id} shown={data} />
}

function OneImport({ shown }: { shown: Import }) {
  const { t, word } = useWords()
  const toast = useToast()
  const cancel = useCancelImport(shown.id)
  const { state, plan, hasContent } = shown
  const canStart = hasContent && !isUnderWay(shown) && state !== 'done' && state !== 'receiving'
  const stop = () => cancel.mutateAsync(undefined).catch((failure: unknown) => toast.failed(problemText(t, failure)))
  return (
    <Page
      title={shown.fileName}
      note={
        <>
          <Link to={paths.imports()}>{t('imports.title')}</Link> ·{' '}
          <span data-testid="import-state">{word('importState', state)}</span>
          {plan !== null && ` · ${word('importMode', plan.mode)} · ${plan.shop.channel}/${plan.shop.shop}`}
        </>
      }
      actions={
        isUnderWay(shown) && (
          <Button onClick={() => void stop()} loading={cancel.isPending} data-testid="import-cancel">
            {t('imports.cancel')}
          </Button>
        )
      }
      testId="import"
    >
      {plan !== null && <Outcome shown={shown} />}
      {canStart && <Setup shown={shown} />}
      {plan !== null && <RowReport shown={shown} />}
      {!hasContent && plan === null && <p>{t('imports.gone')}</p>}
    </Page>
  )
}
