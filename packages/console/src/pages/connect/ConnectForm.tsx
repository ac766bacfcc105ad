import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { useMayMend } from '../quarantine/may-mend.ts'
import styles from './connect.module.css'
import { Field } from './Field.tsx'
import { TestAnswer } from './TestAnswer.tsx'
import { useConnect } from './use-connect.ts'
import type { ConnectOptions } from './use-connect.ts'

/** The channel's fields, a live call with what is typed, and only then the shop. */
export function ConnectForm(props: ConnectOptions) {
  const { channel, renewed } = props
  const { t, word, language } = useWords()
  const navigate = useNavigate()
  const mayConnect = useMayMend()
  const form = useConnect(props)
  const { typed, at, put, answer, doubt } = form
  const reason = mayConnect ? null : t('channels.mayNot')
  return (
    <div className={styles['columns']}>
      <Panel title={t('connect.keys', { channel: word('channel', channel.channel) })} testId="connect-form">
        <form
          className={styles['form']}
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            if (mayConnect) form.test()
          }}
        >
          <Field
            {...at('shop')}
            label={t('connect.shop')}
            hint={t('connect.shopHint')}
            value={typed.shop}
            isLocked={renewed !== undefined}
            placeholder="flagship"
            onChange={(shop) => put({ shop }, 'shop')}
          />
          <Field
            {...at('name')}
            label={t('connect.name')}
            hint={t('connect.nameHint')}
            value={typed.name}
            onChange={(name) => put({ name }, 'name')}
          />
          {channel.gatewayUrl === null && (
            <Field
              {...at('gatewayUrl')}
              label={t('connect.gatewayUrl')}
              hint={t('connect.gatewayUrlHint')}
              value={typed.gatewayUrl}
              placeholder="https://"
              onChange={(gatewayUrl) => put({ gatewayUrl }, 'gatewayUrl')}
            />
          )}
          {channel.fields.map(({ name, kind, label, hint, isRequired }) => (
            <Field
              key={name}
              {...at(name)}
              label={label[language]}
              hint={hint[language]}
              value={typed.fields[name] ?? ''}
              isSecret={kind !== 'setting'}
              isOptional={!isRequired}
              onChange={(value) => put({ fields: { ...typed.fields, [name]: value } }, name)}
            />
          ))}
          <div className={styles['buttons']}>
            <ReasonButton reason={reason} htmlType="submit" loading={form.isTesting} data-testid="connect-test">
              {t('connect.test')}
            </ReasonButton>
            <ReasonButton
              type="primary"
              reason={reason}
              loading={form.isSending}
              onClick={form.ask}
              data-testid="connect-send"
            >
              {t(renewed === undefined ? 'connect.connect' : 'connect.renew')}
            </ReasonButton>
            <Button type="link" onClick={() => void navigate(paths.channels())}>
              {t('connect.leave')}
            </Button>
          </div>
        </form>
      </Panel>
      <div className={styles['aside']}>
        <Panel title={t('connect.needs')} testId="connect-needs">
          <p className={styles['needs']}>{word('connectNeeds', channel.channel)}</p>
          <p className={styles['quiet']}>{t('connect.secrets')}</p>
        </Panel>
        <TestAnswer answer={answer} isAsking={form.isTesting} isStale={form.isStale} />
      </div>
      {doubt !== null && (
        <ConfirmDialog
          title={t(`connectDoubt.${doubt}`)}
          text={t(`connectDoubt.${doubt}Text`)}
          confirm={t(renewed === undefined ? 'connect.connect' : 'connect.renew')}
          isDangerous={doubt !== 'untested'}
          isBusy={form.isSending}
          error={null}
          onConfirm={form.send}
          onClose={form.endDoubt}
        />
      )}
    </div>
  )
}
