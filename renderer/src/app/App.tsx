import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-aria-components'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { queryClient } from '../lib/api.ts'
import { navigate } from '../lib/route.ts'
import { ScreenPage } from '../ui/ScreenPage.tsx'
import { ToastRegion } from '../ui/ToastRegion.tsx'

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <I18nProvider locale="fr-FR">
      <RouterProvider navigate={(to) => navigate(to)}>
        <ScreenPage title="Recherche">…</ScreenPage>
        <ToastRegion />
      </RouterProvider>
    </I18nProvider>
  </QueryClientProvider>
)
