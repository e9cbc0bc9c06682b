import type { Mark, News } from '#shared/memory/marks.ts'
import { criteresOf, type RechercheDoc } from '#shared/memory/search.ts'
import type { MailOf } from '../mail/template.ts'

/** One search in the letter of its person. */

type Told = MailOf<'recherches'>['recherches'][number]

/** Of each kind: the others are counted, and are in the application. */
const MOST_TOLD = 10

/** @param now what is there, by identifier @param linkOf the public page of a service */
export const toldOf = (
  search: RechercheDoc,
  { nouveaux, modifies, disparus }: News,
  now: Readonly<Record<string, Mark>>,
  linkOf: (id: string) => string,
): Told => {
  const named = (id: string) => {
    const { n = '', s = '' } = now[id] ?? {}
    return { nom: n, structure: s, lien: linkOf(id) }
  }
  const shown = {
    nouveaux: nouveaux.slice(0, MOST_TOLD),
    modifies: modifies.slice(0, MOST_TOLD),
    disparus: disparus.slice(0, MOST_TOLD),
  }
  return {
    nom: search.nom,
    criteres: criteresOf(search.query, search.lieu),
    nouveaux: shown.nouveaux.map(named),
    modifies: shown.modifies.map(({ id, champs }) => ({ ...named(id), champs: [...champs] })),
    disparus: shown.disparus.map(({ nom, structure }) => ({ nom, structure })),
    autres:
      nouveaux.length + modifies.length + disparus.length - shown.nouveaux.length - shown.modifies.length - shown.disparus.length,
  }
}
