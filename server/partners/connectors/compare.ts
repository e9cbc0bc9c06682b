import { EXEMPLES_MAX, type Rapport, type RaisonQuarantaine } from '#shared/partners/connector.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Part, Seen } from '#server/sync/ingest/part.ts'
import type { StagedKind } from '#server/sync/ingest/staged.ts'

/** A batch beside what is there: what it changes, and how much of it would be lost. */

export type Comparison = Pick<Part, 'see' | 'keep'> & {
  readonly report: () => Pick<Rapport, 'structures' | 'services' | 'tenues' | 'champs' | 'vides' | 'exemples'>
  /** Why it would be put in quarantine; null when it is to be taken. @param most share that may be lost */
  readonly verdict: (most: number) => Extract<RaisonQuarantaine, 'pertes' | 'vides'> | null
}

/** In a source this small, everything is a large share. */
const FEW = 3
const FIELDS_TOLD = 40

type Effect = { nouvelles: number; modifiees: number; retirees: number; inchangees: number }
const NOTHING: Effect = { nouvelles: 0, modifiees: 0, retirees: 0, inchangees: 0 }

const isFilled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** What is not lost with a field: the sheet could not be without. */
const ALWAYS: ReadonlySet<string> = new Set(['id', 'source', 'nom', 'date_maj'])

const isTooMuch = (lost: number, of: number, most: number): boolean => lost > of * most && (lost > FEW || lost === of)

export const createComparison = (): Comparison => {
  const effects: Record<StagedKind, Effect> = { structure: { ...NOTHING }, service: { ...NOTHING } }
  const examples = { nouvelles: [] as string[], modifiees: [] as string[], retirees: [] as string[] }
  const changed = new Map<string, number>()
  const filled = new Map<string, number>()
  const emptied = new Map<string, number>()
  let held = 0
  const add = (map: Map<string, number>, name: string): void => {
    map.set(name, (map.get(name) ?? 0) + 1)
  }
  const told = (name: keyof typeof examples, { kind, id }: Seen): void => {
    effects[kind][name] += 1
    if (examples[name].length < EXEMPLES_MAX) examples[name].push(id)
  }
  const fields = (kind: StagedKind, before: Doc, after: Doc): void => {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    let any = false
    for (const name of names) {
      const [was, is] = [before[name], after[name]]
      if (isFilled(was) && !ALWAYS.has(name)) {
        add(filled, `${kind}/${name}`)
        if (!isFilled(is)) add(emptied, `${kind}/${name}`)
      }
      if (!isFilled(was) && !isFilled(is)) continue
      if (JSON.stringify(was) === JSON.stringify(is)) continue
      add(changed, name)
      any = true
    }
    // Kept apart from the sheet.
    if (!any) add(changed, 'contact')
  }
  const see = (seen: Seen): void => {
    const { kind, before, after, same } = seen
    if (before === null) told('nouvelles', seen)
    else if (after === null) told('retirees', seen)
    else if (same) {
      effects[kind].inchangees += 1
      for (const [name, value] of Object.entries(JSON.parse(before) as Doc))
        if (isFilled(value) && !ALWAYS.has(name)) add(filled, `${kind}/${name}`)
    } else {
      told('modifiees', seen)
      fields(kind, JSON.parse(before) as Doc, JSON.parse(after.doc) as Doc)
    }
  }
  return {
    see,
    keep: () => {
      held += 1
    },
    report: () => ({
      structures: effects.structure,
      services: effects.service,
      tenues: held,
      champs: [...changed]
        .map(([champ, nombre]) => ({ champ, nombre }))
        .sort((a, b) => b.nombre - a.nombre)
        .slice(0, FIELDS_TOLD),
      vides: [...emptied]
        .map(([name, vides]) => {
          const [genre = '', champ = ''] = name.split('/')
          return { genre: genre as StagedKind, champ, vides, remplis: filled.get(name) ?? vides }
        })
        .sort((a, b) => b.vides - a.vides)
        .slice(0, FIELDS_TOLD),
      exemples: examples,
    }),
    verdict: (most) => {
      const lost = Object.values(effects).some(({ modifiees, retirees, inchangees }) =>
        isTooMuch(retirees, modifiees + retirees + inchangees, most),
      )
      if (lost) return 'pertes'
      return [...emptied].some(([name, count]) => isTooMuch(count, filled.get(name) ?? count, most)) ? 'vides' : null
    },
  }
}
