import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FeuilleOptions, FeuilleSource, Format } from '#shared/handout/handout.ts'
import { handoutDialog as t } from '../../i18n/handout-dialog.ts'
import { client } from '../api.ts'
import { drawPages } from './draw-pages.ts'

export type Pages = { readonly images: readonly string[]; readonly format: Format }

/** Prints the very PDF that would be saved. `pages` are on their way to the printer, for PrintPages; null when none are. */
export const usePrint = (source: FeuilleSource, options: FeuilleOptions) => {
  const [pages, setPages] = useState<Pages | null>(null)
  const drawing = useMutation<Pages>({
    mutationFn: async () => {
      const { base64 } = await client.call('feuille.pdf', { source, options })
      const images = await drawPages(base64).catch((cause: unknown) => {
        throw new Error(t.undrawn, { cause })
      })
      return { images, format: options.format }
    },
    onSuccess: setPages,
  })
  const clear = () => setPages(null)
  useEffect(() => {
    window.addEventListener('afterprint', clear)
    return () => window.removeEventListener('afterprint', clear)
  }, [])
  return { pages, clear, print: () => drawing.mutate(), isPending: drawing.isPending, error: drawing.error }
}
