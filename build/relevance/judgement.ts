import type { Service, Structure } from '#shared/catalogue/record.ts'
import { distanceKm } from '#shared/geo/distance.ts'
import { fold } from '#shared/search/text.ts'

/**
 * What a counsellor would make of an answer, written as rules because the real rows may not be copied here.
 * The rules read the rows' own words and thématiques; they know nothing of synonyms, stems or weights.
 */

/** 3: what was asked. 2: helps with it. 1: near the subject, worth a glance. Nothing matches: 0. */
export type Grade = 1 | 2 | 3

/** Every condition given must hold. Patterns are tried on folded text (lower case, no accents, straight apostrophes). */
export type Rule = {
  readonly note: Grade
  readonly nom?: RegExp
  /** Name and descriptions of the service. */
  readonly texte?: RegExp
  /** Name of the structure. */
  readonly structure?: RegExp
  /** Networks of the structure, separated by spaces. */
  readonly reseau?: RegExp
  /** Thématiques and publics declared, separated by spaces. */
  readonly besoin?: RegExp
  /** Rules the service out of this rule, tried on its name. */
  readonly sauf?: RegExp
  /** On site within so many kilometres of the place. */
  readonly km?: number
}

export type Where = { readonly commune: string; readonly nom: string; readonly lat: number; readonly lon: number }

export type Judged = {
  readonly mots: string
  readonly lieu?: Where
  readonly notes: readonly Rule[]
}

/** A service as the rules read it. */
export type Doc = {
  readonly rowid: number
  readonly id: string
  readonly nom: string
  readonly texte: string
  readonly structure: string
  readonly reseau: string
  readonly besoin: string
  readonly lat: number | null
  readonly lon: number | null
}

export const docOf = (rowid: number, service: Service, structure: Structure | null): Doc => ({
  rowid,
  id: service.id,
  nom: fold(service.nom),
  texte: fold(
    [service.nom, service.description, service.dora?.short_desc, service.conditions_acces, service.publics_precisions]
      .filter(Boolean)
      .join(' . '),
  ),
  structure: fold(structure?.nom ?? ''),
  reseau: (structure?.reseaux_porteurs ?? []).join(' '),
  besoin: [...(service.thematiques ?? []), ...(service.publics ?? [])].join(' '),
  lat: service.latitude ?? null,
  lon: service.longitude ?? null,
})

const within = (doc: Doc, lieu: Where | undefined, km: number): boolean =>
  lieu !== undefined && doc.lat !== null && doc.lon !== null && distanceKm(lieu, { lat: doc.lat, lon: doc.lon }) <= km

const holds = (rule: Rule, doc: Doc, lieu: Where | undefined): boolean =>
  (rule.nom === undefined || rule.nom.test(doc.nom)) &&
  (rule.texte === undefined || rule.texte.test(doc.texte)) &&
  (rule.structure === undefined || rule.structure.test(doc.structure)) &&
  (rule.reseau === undefined || rule.reseau.test(doc.reseau)) &&
  (rule.besoin === undefined || rule.besoin.test(doc.besoin)) &&
  (rule.sauf === undefined || !rule.sauf.test(doc.nom)) &&
  (rule.km === undefined || within(doc, lieu, rule.km))

/** The first rule that holds gives the grade: write the best first. */
export const gradeOf = ({ notes, lieu }: Judged, doc: Doc): number => notes.find((rule) => holds(rule, doc, lieu))?.note ?? 0
