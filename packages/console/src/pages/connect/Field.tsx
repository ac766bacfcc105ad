import { useId } from 'react'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './connect.module.css'
import type { FieldFault } from './connect-form.ts'

interface Props {
  /** As the API names it. */
  name: string
  label: string
  hint: string
  value: string
  isSecret?: boolean
  isOptional?: boolean
  isLocked?: boolean
  placeholder?: string
  fault: FieldFault | undefined
  /** The platform's answer makes it the one to look at first. */
  isSuspect: boolean
  onChange: (value: string) => void
}

/** One thing the form asks for; what is wrong with it stands below it. */
export function Field(props: Props) {
  const { name, label, hint, value, isSecret, isOptional, isLocked, placeholder, fault, isSuspect, onChange } = props
  const { t } = useWords()
  const id = useId()
  const doubt = isSuspect ? t('connect.suspect') : null
  const complaint = fault === undefined ? doubt : t(`connectFault.${fault}`)
  return (
    <div className={cx(styles['field'], complaint !== null && styles['faulty'])}>
      <label htmlFor={id}>
        {label}
        {isOptional === true && <span>{t('connect.optional')}</span>}
      </label>
      <input
        id={id}
        name={name}
        type={isSecret === true ? 'password' : 'text'}
        value={value}
        readOnly={isLocked === true}
        // A browser must neither keep these nor offer its user's own passwords.
        autoComplete={isSecret === true ? 'new-password' : 'off'}
        spellCheck={false}
        placeholder={placeholder}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        data-testid={`connect-${name}`}
      />
      <small id={`${id}-hint`}>
        {complaint !== null && <b data-testid={`fault-${name}`}>{complaint}</b>} {hint}
      </small>
    </div>
  )
}
