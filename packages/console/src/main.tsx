import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/page.css'
import { App } from './components/App.tsx'
import { loadPreferences } from './components/preferences.ts'
import { startI18n } from './i18n/i18n.ts'

startI18n(loadPreferences().language)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

// A hundred font faces, needed only where the system has no Chinese font: after the first paint.
void import('@fontsource-variable/noto-sans-sc/index.css')
