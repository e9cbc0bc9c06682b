import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-aria-components'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { queryClient } from '../lib/api.ts'
import { navigate } from '../lib/route.ts'
import { Screens } from './Screens.tsx'
import { Shell } from './shell/Shell.tsx'

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <I18nProvider locale="fr-FR">
      <RouterProvider navigate={(to) => navigate(to)}>
        <Shell>
          <Screens />
        </Shell>
      </RouterProvider>
    </I18nProvider>
  </QueryClientProvider>
)
