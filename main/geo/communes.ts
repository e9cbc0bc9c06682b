import { departementOf } from '#shared/catalogue/facts.ts'
import { expandSaints, fold } from '#shared/geo/fold.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'

/** A commune as an address or a table names it. Either may be missing; `code` is the INSEE one, and settles it. */
export type SaidCommune = { readonly nom?: string | null; readonly codePostal?: string | null; readonly code?: string | null }

/** « LILLE CEDEX 9 », « Saint-Ouen (93) », « ST OUEN » → the name alone, folded. */
const nameOf = (said: string): string => expandSaints(fold(said.replace(/\([^)]*\)/g, ' ').replace(/\bcedex\b.*$/i, ' ')))

/** Null when no commune, or several, answer to what is said: a place is never guessed. */
export const createCommunes = (gazetteer: Gazetteer): ((said: SaidCommune) => CommuneRow | null) => {
  let named: Map<string, CommuneRow[]> | null = null
  const byName = (name: string): readonly CommuneRow[] => {
    if (named === null) {
      named = new Map()
      for (const row of gazetteer.rows) {
        // A former commune is now a part of another.
        const now = row.type === 'D' ? gazetteer.commune(row.parent ?? '') : row
        if (now === undefined) continue
        const key = expandSaints(fold(row.nom))
        const all = named.get(key)
        if (all === undefined) named.set(key, [now])
        else if (!all.some(({ code }) => code === now.code)) all.push(now)
      }
    }
    return named.get(name) ?? []
  }
  const only = (rows: readonly CommuneRow[]): CommuneRow | null => (rows.length === 1 ? (rows[0] ?? null) : null)

  return ({ nom, codePostal, code }) => {
    if (code != null && code !== '') return gazetteer.commune(code) ?? null
    const name = nameOf(nom ?? '')
    const there = codePostal == null || codePostal === '' ? [] : gazetteer.postal(codePostal)
    if (name === '') return only(there)
    const same = byName(name)
    const codes = new Set(same.map((row) => row.code))
    const both = only(there.filter((row) => codes.has(row.code)))
    if (both !== null) return both
    // « Paris », 75011: the arrondissement.
    const part = only(there.filter(({ type, nom: whole }) => type === 'A' && fold(whole).startsWith(`${name} `)))
    if (part !== null) return part
    if (codePostal == null || codePostal === '') return only(same)
    // A CEDEX has a code of its own: only its département tells.
    const departement = departementOf(null, codePostal)
    return only(same.filter((row) => row.departement === departement)) ?? only(there)
  }
}
