import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Notice title={t('notFound.title')} text={t('notFound.body')}>
      <Link to={paths.home()}>{t('notFound.home')}</Link>
    </Notice>
  )
}
