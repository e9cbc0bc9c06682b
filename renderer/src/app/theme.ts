import { useEffect } from 'react'
import type { Settings } from '#shared/contract/app.ts'
import { keep, readKept } from '../lib/kept.ts'
import { useMedia } from '../lib/use-media.ts'

type Look = Pick<Settings, 'theme' | 'densite' | 'taille'>
const KEPT = 'apparence'

const show = ({ theme, densite, taille }: Look, dark: boolean, contrast: boolean) => {
  const root = document.documentElement
  root.dataset.theme = theme !== 'systeme' ? theme : contrast ? 'contraste' : dark ? 'sombre' : 'clair'
  root.dataset.densite = densite
  root.dataset.taille = taille
}

const isLook = (value: unknown): value is Look =>
  typeof value === 'object' && value !== null && 'theme' in value && 'densite' in value && 'taille' in value

/** Before anything is drawn: the look of last time, so that a dark room is not lit for an instant. */
export const showKeptLook = (): void => {
  const kept = readKept(KEPT)
  show(
    isLook(kept) ? kept : { theme: 'systeme', densite: 'confortable', taille: 'normale' },
    window.matchMedia('(prefers-color-scheme: dark)').matches,
    window.matchMedia('(prefers-contrast: more)').matches,
  )
}

/** Shows the look asked in the settings, following the system's when it is left to it. */
export const useLook = (settings: Settings | undefined): void => {
  const dark = useMedia('(prefers-color-scheme: dark)')
  const contrast = useMedia('(prefers-contrast: more)')
  useEffect(() => {
    if (settings === undefined) return
    const { theme, densite, taille } = settings
    show({ theme, densite, taille }, dark, contrast)
    keep(KEPT, { theme, densite, taille })
  }, [settings, dark, contrast])
}
