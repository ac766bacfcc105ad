import { QueryClientProvider } from '@tanstack/react-query'
import { App as Toasts, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useMemo, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from '../api/queries.ts'
import { i18n } from '../i18n/i18n.ts'
import { createRouter } from '../routes.tsx'
import { antdThemeOf } from '../ui/theme.ts'
import { usePreferences } from './preferences.ts'

export function App() {
  const { language, theme } = usePreferences()
  const [queryClient] = useState(createQueryClient)
  const [router] = useState(createRouter)
  const antdTheme = useMemo(() => antdThemeOf(theme), [theme])
  return (
    <I18nextProvider i18n={i18n}>
      <ConfigProvider theme={antdTheme} locale={language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
        <Toasts component={false}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Toasts>
      </ConfigProvider>
    </I18nextProvider>
  )
}
