import { Link } from 'react-router'
import type { ShopView } from '@tidegate/contract'
import { useBackfills } from '../../api/channels.ts'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { nextSteps } from './next-steps.ts'
import styles from './shop.module.css'

/** A new shop's checklist; it goes once all is done. */
export function NextSteps({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const now = useNow()
  const { data } = useBackfills(shop)
  if (data === undefined) return null
  const steps = nextSteps(shop, { now, backfills: data.backfills.length })
  if (steps.length === 0) return null
  return (
    <Panel title={t('shopStep.title')} note={t('shopStep.note')} testId="shop-steps">
      <ol className={styles['steps']}>
        {steps.map(({ step, isDone }) => (
          <li key={step} data-done={isDone} data-testid={`step-${step}`}>
            <span>{isDone ? '✓' : '○'}</span>
            <b>{t(`shopStep.${step}`)}</b>
            {!isDone && (
              <p>
                {t(`shopStep.${step}Text`)}{' '}
                {step === 'listings' && (
                  <Link to={paths.listingsToMap(shop.channel, shop.shop)}>{t('shopStep.toListings')}</Link>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
