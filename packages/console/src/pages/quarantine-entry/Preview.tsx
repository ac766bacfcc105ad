import type { PreviewedCommand, PreviewedOrder, QuarantinePreview } from '@tidegate/contract'
import { formatMoney } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { faultText } from '../quarantine/fault-text.ts'
import styles from './preview.module.css'

/** What the content would become, before anything is sent. */
export function Preview({ preview }: { preview: QuarantinePreview | null }) {
  const words = useWords()
  const { t } = words
  const commands = preview?.commands ?? null
  const problem = preview?.problem ?? null
  const note = preview === null ? undefined : t(commands !== null ? 'quarantine.readable' : 'quarantine.stillBad')
  return (
    <Panel title={t('quarantine.becomes')} note={note} testId="quarantine-preview">
      {preview === null && <p className={styles['none']}>{t('quarantine.becomesNone')}</p>}
      {problem !== null && (
        <p className={styles['problem']} role="alert" data-testid="preview-problem">
          {faultText(words, problem.reason)}
        </p>
      )}
      {commands?.map((command, index) => (
        <Command key={`${command.kind} ${index}`} command={command} />
      ))}
    </Panel>
  )
}

function Command({ command: { kind, order, facts } }: { command: PreviewedCommand }) {
  if (order !== null) return <Order order={order} />
  return (
    <dl className={styles['facts']} data-testid="previewed-command">
      <dt>kind</dt>
      <dd>{kind}</dd>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Order({ order }: { order: PreviewedOrder }) {
  const { t, language, word } = useWords()
  const money = (fen: number) => formatMoney(fen, order.currency, language)
  return (
    <div className={styles['order']} data-testid="previewed-order">
      <dl className={styles['facts']}>
        <div>
          <dt>{t('order.platformId')}</dt>
          <dd>{order.platformOrderId}</dd>
        </div>
        <div>
          <dt>{t('order.channel')}</dt>
          <dd>
            {word('channel', order.channel)} {order.shop}
          </dd>
        </div>
        <div>
          <dt>{t('order.placed')}</dt>
          <dd>
            <TimeText at={order.placedAt} ago={false} />
          </dd>
        </div>
        <div>
          <dt>{t('order.amount')}</dt>
          <dd>
            {money(order.payableFen)} <small>{t('quarantine.paid', { amount: money(order.paidFen) })}</small>
          </dd>
        </div>
        <div>
          <dt>{t('order.region')}</dt>
          <dd>{order.region === '' ? t('overview.noProvince') : order.region}</dd>
        </div>
        <div>
          <dt>{t('order.platformState')}</dt>
          <dd>{word('platformState', order.platformState)}</dd>
        </div>
      </dl>
      {order.lines === null && <p className={styles['none']}>{t('quarantine.noLines')}</p>}
      <ul className={styles['lines']}>
        {order.lines?.map((line, index) => (
          <li key={`${line.title} ${index}`}>
            <span>
              {line.title}
              <small>{line.skuCode ?? t('order.noSku')}</small>
            </span>
            <b data-testid="previewed-quantity">{t('quarantine.pieces', { n: line.quantity })}</b>
            <span>{money(line.payableFen)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
