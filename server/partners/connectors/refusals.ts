import { EXEMPLES_MAX, type Rapport } from '#shared/partners/connector.ts'

type Line = { readonly champ: string; readonly raison: string; nombre: number; readonly exemples: string[] }

/** Rows that were not taken, counted by reason, with a few identifiers each. */
export type Refusals = {
  readonly add: (champ: string, raison: string, id: string | null) => void
  readonly lines: () => Rapport['refus']
}

/** Reasons told, at most; there are some thirty in the whole import. */
const MOST = 40

export const createRefusals = (): Refusals => {
  const counts = new Map<string, Line>()
  return {
    add: (champ, raison, id) => {
      const key = `${champ}\n${raison}`
      const line = counts.get(key) ?? { champ, raison, nombre: 0, exemples: [] }
      counts.set(key, line)
      line.nombre += 1
      if (id !== null && line.exemples.length < EXEMPLES_MAX) line.exemples.push(id)
    },
    lines: () => [...counts.values()].sort((a, b) => b.nombre - a.nombre).slice(0, MOST),
  }
}
