import './lib/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource/atkinson-hyperlegible/400.css'
import '@fontsource/atkinson-hyperlegible/400-italic.css'
import '@fontsource/atkinson-hyperlegible/700.css'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './app/App.tsx'
import { showKeptLook } from './app/theme.ts'

showKeptLook()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html must hold #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
