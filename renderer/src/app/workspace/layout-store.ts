import { create } from 'zustand'
import { keep, readKept } from '../../lib/kept.ts'

/** What is shown when the window has room for one pane only. */
export type View = 'filtres' | 'resultats' | 'carte' | 'fiche'

/** Sizes of the panes in CSS pixels; kept from one day to the next on this machine. */
export type Sizes = { readonly filters: number; readonly list: number; readonly map: number }
export const INITIAL: Sizes = { filters: 264, list: 440, map: 320 }
const KEPT = 'panneaux'

const isSize = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < 4000

const keptSizes = (): Sizes => {
  const kept = readKept(KEPT)
  const of = (name: keyof Sizes) => {
    const value = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[name] : null
    return isSize(value) ? value : INITIAL[name]
  }
  return { filters: of('filters'), list: of('list'), map: of('map') }
}

export const useLayout = create<{ readonly sizes: Sizes; readonly view: View }>(() => ({ sizes: keptSizes(), view: 'resultats' }))

export const resize = (change: Partial<Sizes>): void => {
  const sizes = { ...useLayout.getState().sizes, ...change }
  useLayout.setState({ sizes })
  keep(KEPT, sizes)
}

export const showView = (view: View): void => useLayout.setState({ view })
