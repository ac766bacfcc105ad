import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'

export function PageLoading() {
  const { t } = useTranslation()
  return <Notice quiet title={t('loading')} />
}
