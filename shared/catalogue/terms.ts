import { labelOf } from '../reference/labels.ts'
import { equivalentsIn } from '../search/equivalents.ts'
import { queryWords, type QueryWord } from '../search/text.ts'
import type { Service, Structure } from './record.ts'
import { TEXT_FIELDS, type TextField } from './file.ts'

/** The words by which a service is found, field by field, as text. `zoneName` names a code of `zone_eligibilite`. */
export const fieldTexts = (
  service: Service,
  structure: Structure | null,
  zoneName: (code: string) => string | null,
): Readonly<Record<TextField, readonly (string | null | undefined)[]>> => {
  const thematiques = service.thematiques ?? []
  const categories = new Set(thematiques.map((value) => value.split('--')[0] ?? value))
  return {
    nom: [service.nom],
    // Case 47 of data-inclusion.md §4: labels of needs, publics and networks are searched, those of modes_accueil are not.
    besoins: [
      ...thematiques.map((value) => labelOf('thematiques', value)),
      ...[...categories].map((value) => labelOf('thematiques', value)),
      ...(service.publics ?? []).map((value) => labelOf('publics', value)),
      service.publics_precisions,
      service.type == null ? null : labelOf('types', service.type),
    ],
    structure: [
      structure?.nom,
      ...(structure?.reseaux_porteurs ?? []).map((value) => labelOf('reseaux_porteurs', value)),
      service.commune,
      service.code_postal,
      structure?.commune,
      structure?.code_postal,
    ],
    texte: [
      service.dora?.short_desc,
      service.description,
      service.conditions_acces,
      service.frais_precisions,
      service.mobilisation_precisions,
      ...(service.dora?.access_conditions ?? []),
      ...(service.dora?.requirements ?? []),
      ...(service.dora?.credentials ?? []),
      // Long lists of communes would make every commune's name a word of the service.
      ...(service.zone_eligibilite ?? []).slice(0, MAX_NAMED_ZONES).map(zoneName),
    ],
  }
}

const MAX_NAMED_ZONES = 5

export type ServiceTerms = {
  /** Per stem, the fields that hold it: an OR of `1 << index` in TEXT_FIELDS. */
  readonly fields: ReadonlyMap<string, number>
  /** Per word as written (folded), its stem: for completion and spelling, which work on words people know. */
  readonly words: ReadonlyMap<string, string>
}

/** Labels, names and communes come back at every service; a long text, only as it was before a change of something else. */
const LONG = 160
const memo = { short: new Map<string, readonly QueryWord[]>(), long: new Map<string, readonly QueryWord[]>() }
const MAX = { short: 20_000, long: 32 } as const

/** The words of a text, and the short forms they stand for. */
const written = (text: string): readonly QueryWord[] => {
  const size = text.length > LONG ? 'long' : 'short'
  const known = memo[size].get(text)
  if (known !== undefined) return known
  const own = queryWords(text)
  const all = [...own, ...equivalentsIn(own.map(({ term }) => term))]
  if (memo[size].size >= MAX[size]) memo[size].clear()
  memo[size].set(text, all)
  return all
}

/** Stems and words of one service. Depends on its structure: a change of name re-indexes the services of the structure. */
export const serviceTerms = (
  service: Service,
  structure: Structure | null,
  zoneName: (code: string) => string | null,
): ServiceTerms => {
  const fields = new Map<string, number>()
  const words = new Map<string, string>()
  const texts = fieldTexts(service, structure, zoneName)
  TEXT_FIELDS.forEach((field, index) => {
    const bit = 1 << index
    for (const text of texts[field]) {
      if (text == null || text === '') continue
      for (const { word, term } of written(text)) {
        fields.set(term, (fields.get(term) ?? 0) | bit)
        words.set(word, term)
      }
    }
  })
  return { fields, words }
}

/** The stems of one field, as one text for `textes`. */
export const fieldStems = (terms: ServiceTerms, field: TextField): string => {
  const bit = 1 << TEXT_FIELDS.indexOf(field)
  const stems: string[] = []
  for (const [term, mask] of terms.fields) if ((mask & bit) !== 0) stems.push(term)
  return stems.join(' ')
}
