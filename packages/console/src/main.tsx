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

// After the first paint: most systems never need it.
void import('./ui/fallback-font.ts').then(({ reshapeWhenSlicesCome }) => reshapeWhenSlicesCome())
