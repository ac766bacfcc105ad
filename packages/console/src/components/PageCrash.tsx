import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'

/** What a bug of ours leaves: the rest of the page stays usable. */
export function PageCrash() {
  const { t } = useTranslation()
  return (
    <Notice title={t('crash.title')} text={t('crash.body')}>
      <Button type="primary" onClick={() => location.reload()}>
        {t('crash.reload')}
      </Button>
    </Notice>
  )
}
