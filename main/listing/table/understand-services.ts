import type { Json } from '#shared/rpc.ts'
import { DEFAULT_FREQUENCY } from '#shared/listing/freshness.ts'
import type { ImportProblem } from '#shared/listing/import/cells.ts'
import type { ImportContext } from '#shared/listing/import/context.ts'
import type { Mapping } from '#shared/listing/import/mapping.ts'
import type { ImportRow } from '#shared/listing/import/row.ts'
import { readRows } from '#shared/listing/import/rows.ts'
import { zoneAround } from '#shared/listing/import/zone.ts'
import { patchFromModel, sameValue } from '#shared/listing/model.ts'
import { publicationProblems } from '#shared/listing/problems.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { without } from '../../user/combine.ts'
import { bare, patched } from '../../user/favourite-doc.ts'
import { textOf } from '../../user/listing-doc.ts'
import { reasonOf, wrongChange } from '../../user/listing-rules.ts'
import { answersTo, type AskPlaces, placeFields, placeOf, type PlaceAnswer } from './places.ts'
import { modelName, shownService } from './service-table.ts'
import { cellOf, type Fate, type Lines, saying, withoutUnchanged } from './understand.ts'

export type OfferedModel = {
  readonly doc: Doc
  /** Structures whose services may follow it. */
  readonly structures: readonly string[]
}
export type ServicesAsk = {
  readonly table: Lines
  readonly mapping: Mapping
  readonly context: ImportContext
  /** Services that rows may change, by id: flat, as the person sees them. */
  readonly services: Readonly<Record<string, Doc>>
  readonly modeles: Readonly<Record<string, OfferedModel>>
  readonly publier: boolean
  /** ISO day. */
  readonly today: string
}
type ServiceFate = {
  readonly numero: number
  readonly nom: string
  readonly sort: Fate
  /** What changes, null for a new one. */
  readonly id: string | null
  /** Fields to write: all of a new service's, those that change of another. Null for a row that is left. */
  readonly doc: Doc | null
}
export type UnderstoodServices = { readonly lignes: readonly ServiceFate[]; readonly problemes: readonly ImportProblem[] }

/** What identifies a listing of ours: nobody else's tables have it by chance. */
const OURS = /^dora--/

type Say = ReturnType<typeof saying>
type Judged = { readonly sort: Fate; readonly doc: Doc | null; readonly nom: string }

const LEFT = { sort: 'ignoree', doc: null } as const

/** The service that a row changes, by those fields alone that it changes. */
const changed = (row: ImportRow, champs: Doc, doc: Doc, ask: ServicesAsk, say: Say): Judged => {
  const nom = textOf(champs, 'nom') || textOf(doc, 'nom')
  const [modele] = row.modeles
  const model = modele === undefined || doc['dora.modele'] === modele ? undefined : ask.modeles[modele]
  const before = shownService(doc)
  const wanted: Doc = { ...(model === undefined ? {} : patchFromModel(model.doc)), ...champs }
  const patch = Object.fromEntries(Object.entries(wanted).filter(([champ, value]) => !sameValue(before[champ], value)))
  if (Object.keys(patch).length === 0) {
    say('avertissement', null, 'Cette ligne ne change rien\u202f: le service dit déjà cela.')
    return { ...LEFT, nom }
  }
  const wrong = wrongChange('service', doc, patched(doc, patch))
  if (wrong === null) return { sort: 'modifiee', doc: patch, nom }
  if (wrong.champs.length === 0) say('erreur', 'dora.status', reasonOf(wrong))
  for (const { champ, message } of wrong.champs) say('erreur', champ, message)
  return { ...LEFT, nom }
}

/** A new service: its model's words, over them those of the row. */
const made = (row: ImportRow, champs: Doc, ask: ServicesAsk, say: Say): Judged => {
  const [modele] = row.modeles
  const model = modele === undefined ? undefined : ask.modeles[modele]
  const said = champs['dora.status'] as Json | undefined
  const doc = bare({
    structure_id: row.structure_id,
    source: 'dora',
    'dora.update_frequency': DEFAULT_FREQUENCY,
    'dora.is_cumulative': true,
    ...(model === undefined ? {} : patchFromModel(model.doc)),
    ...without(champs, ['dora.status']),
  })
  const nom = textOf(doc, 'nom')
  if (said === 'ARCHIVED')
    say('avertissement', 'dora.status', 'Un nouveau service ne peut pas être archivé d’emblée\u202f: il vient en brouillon.')
  const wants = ask.publier && (said === undefined || said === null || said === 'PUBLISHED')
  const missing = wants ? publicationProblems(doc) : []
  const statut = wants && missing.length === 0 ? 'PUBLISHED' : said === 'SUGGESTION' ? 'SUGGESTION' : 'DRAFT'
  const full = { ...doc, 'dora.status': statut }
  const wrong = wrongChange('service', null, full)
  if (wrong !== null) {
    for (const { champ, message } of wrong.champs) say('erreur', champ, message)
    return { ...LEFT, nom }
  }
  for (const { champ, message } of missing) say('avertissement', champ, `Ce service vient en brouillon. ${message}`)
  return { sort: statut === 'PUBLISHED' ? 'publie' : 'brouillon', doc: full, nom }
}

/** Things that only the whole says: rows about the same service, a model of elsewhere, an identifier that nobody knows. */
const checkAgainst = (
  row: ImportRow,
  target: Doc | null,
  saidId: string,
  seen: Map<string, number>,
  ask: ServicesAsk,
  say: Say,
) => {
  if (row.existant === null && OURS.test(saidId))
    say('erreur', 'repere.id', 'Cet identifiant n’est pas celui d’un de vos services. Videz la cellule pour créer un service.')
  if (row.existant !== null) {
    const first = seen.get(row.existant)
    if (first === undefined) seen.set(row.existant, row.numero)
    else say('erreur', 'repere.id', `Ce service figure déjà à la ligne ${first}\u202f: gardez une seule des deux lignes.`)
  }
  if (target !== null && row.structure_id !== null && target['structure_id'] !== row.structure_id)
    say('erreur', 'repere.structure', 'Ce service est celui d’une autre structure\u202f: un service ne change pas de structure.')
  const [modele] = row.modeles
  if (modele !== undefined && row.structure_id !== null && ask.modeles[modele]?.structures.includes(row.structure_id) !== true)
    say('erreur', 'repere.modele', 'Ce modèle n’est pas proposé à la structure de ce service.')
}

const withPlace = (
  row: ImportRow,
  asked: ReturnType<typeof placeOf>,
  place: PlaceAnswer | null,
  target: Doc | null,
  say: Say,
): Doc => {
  const champs: Doc = asked === null || place === null ? row.champs : { ...row.champs, ...placeFields(asked, place) }
  if (place?.note != null) say('avertissement', place.note.champ, place.note.message)
  if (row.zone === null) return champs
  const code = textOf(champs, 'code_insee') || textOf(target ?? {}, 'code_insee')
  const zone = zoneAround(row.zone, code === '' ? null : code, place?.epci ?? null)
  if (zone !== null) return { ...champs, zone_eligibilite: zone }
  say('avertissement', 'repere.zone', 'Le périmètre n’a pas pu être trouvé\u202f: indiquez la ville et le code postal.')
  return champs
}

/** Every row of a table of services, with what becomes of it and why. Nothing is written. */
export const understandServices = async (ask: ServicesAsk, places: AskPlaces): Promise<UnderstoodServices> => {
  const { table, mapping, context } = ask
  const target = (id: string | null): Doc | null =>
    id !== null && Object.hasOwn(ask.services, id) ? (ask.services[id] ?? null) : null
  const lignes = withoutUnchanged('service', table.lignes, mapping, (row) => {
    const doc = target(cellOf(row, mapping, 'repere.id'))
    return doc === null ? null : { ...shownService(doc), 'repere.modele': modelName(doc, context.modeles) }
  })
  const { lignes: rows } = readRows('service', { colonnes: table.colonnes, lignes }, mapping, context)
  const asked = rows.map((row) => {
    const before = target(row.existant)
    const moved = placeOf(row.champs, before ?? {})
    // A territory around a place that does not move still has to be found.
    return moved ?? (row.zone === null ? null : placeOf(before ?? {}, {}))
  })
  const found = await answersTo(asked, places)
  const problemes: ImportProblem[] = []
  const seen = new Map<string, number>()
  const fates = rows.map((row, index): ServiceFate => {
    const own: ImportProblem[] = [...row.problemes]
    const say = saying(table, mapping, row.numero, own)
    const before = target(row.existant)
    const line = table.lignes[index]
    checkAgainst(row, before, line === undefined ? '' : cellOf(line, mapping, 'repere.id'), seen, ask, say)
    const champs = withPlace(row, placeOf(row.champs, before ?? {}), found[index] ?? null, before, say)
    const nom = textOf(champs, 'nom') || textOf(before ?? {}, 'nom')
    const isWrong = own.some(({ niveau }) => niveau === 'erreur')
    const judged: Judged = isWrong
      ? { ...LEFT, nom: nom || textOf(ask.modeles[row.modeles[0] ?? '']?.doc ?? {}, 'nom') }
      : before === null
        ? made(row, champs, ask, say)
        : changed(row, champs, before, ask, say)
    problemes.push(...own)
    return { numero: row.numero, id: row.existant, ...judged }
  })
  return { lignes: fates, problemes }
}
