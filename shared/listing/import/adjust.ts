import type { Service } from '../../catalogue/record.ts'
import { labelOf } from '../../reference/labels.ts'
import { categoryOf, isCategory } from '../../reference/thematiques.ts'
import type { Doc } from '../../sync/merge.ts'
import { editorDefaults, PROJECTED } from '../projection.ts'
import { texts } from './cells.ts'
import type { ImportKind } from './field.ts'
import { type Note, quoted } from './reading.ts'

/** What several fields of a row say together. */

export type FieldNote = Note & { readonly champ: string }
export type Adjusted = { readonly champs: Doc; readonly notes: readonly FieldNote[] }

const warning = (champ: string, message: string): FieldNote => ({ champ, niveau: 'avertissement', message })

/** A theme is said by its needs: it goes without saying when one of them is there, and asks for one otherwise. */
const needs = (champs: Doc): Adjusted => {
  const all = texts(champs['thematiques'])
  const kept = all.filter((value) => !isCategory(value))
  if (kept.length === all.length) return { champs, notes: [] }
  const said = new Set(kept.map(categoryOf))
  const notes = all
    .filter((value) => isCategory(value) && !said.has(value))
    .map((value) =>
      warning('thematiques', `Précisez au moins un besoin de la thématique ${quoted(labelOf('thematiques', value))}.`),
    )
  const { thematiques: _, ...rest } = champs
  return { champs: kept.length === 0 ? rest : { ...rest, thematiques: kept }, notes }
}

const EVERYONE = 'tous-publics'
/** No public named means everyone (dora-backend.md §1.4). */
const publics = (champs: Doc): Adjusted => {
  const all = texts(champs['publics'])
  if (!all.includes(EVERYONE)) return { champs, notes: [] }
  const notes =
    all.length > 1 ? [warning('publics', '« Tous publics » et des publics précis\u202f: les publics précis sont gardés.')] : []
  return { champs: { ...champs, publics: all.filter((value) => value !== EVERYONE) }, notes }
}

const COACH = 'dora.coach_orientation_modes'
const PEOPLE = 'dora.beneficiaries_access_modes'

/** Editors write the block; v1's own columns, which follow from it, are said in its words (projection.ts). */
const inDoraWords = (champs: Doc): Adjusted => {
  const said = PROJECTED.filter((champ) => champs[champ] !== undefined)
  if (said.length === 0) return { champs, notes: [] }
  const rest: Record<string, Doc[string]> = { ...champs }
  for (const champ of said) delete rest[champ]
  // Modes without anyone to use them are for professionals, as DORA's are first.
  const modes = texts(champs['modes_mobilisation'])
  const by = texts(champs['mobilisable_par'])
  const v1 = { ...champs, mobilisable_par: by.length === 0 && modes.length > 0 ? ['professionnels'] : by }
  const added: Record<string, Doc[string]> = { ...editorDefaults(v1 as unknown as Service) }
  const conditions = texts(champs['conditions_acces'])
  if (conditions.length > 0) added['dora.access_conditions'] = conditions
  const precision = champs['mobilisation_precisions']
  if (typeof precision === 'string') {
    const side = by.includes('usagers') && !by.includes('professionnels') ? PEOPLE : COACH
    added[`${side}_other`] = precision
    added[side] = [...new Set([...texts(added[side] ?? champs[side]), 'autre'])]
  }
  // What the table says in DORA's own words wins.
  return { champs: { ...added, ...rest }, notes: [] }
}

/** Begins as the language of opening hours does (`Mo-Fr 09:00-12:00`, `24/7`). */
const OSM = /^(?:24\/7|(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d{2}:\d{2}-|week\b|")/

/** Hours in plain words go where words are welcome. */
const hours = (kind: ImportKind, champs: Doc): Adjusted => {
  const { horaires_accueil: said, ...rest } = champs
  if (typeof said !== 'string' || OSM.test(said)) return { champs, notes: [] }
  const [words, max] = kind === 'service' ? (['dora.recurrence', 140] as const) : (['dora.opening_hours_details', 255] as const)
  if (rest[words] === undefined && said.length <= max) {
    const message =
      'Ces horaires ne suivent pas la notation OpenStreetMap\u202f: ils sont gardés comme du texte. L’éditeur permet de les saisir.'
    return { champs: { ...rest, [words]: said }, notes: [warning('horaires_accueil', message)] }
  }
  const message = 'Ces horaires ne suivent pas la notation OpenStreetMap (Mo-Fr 09:00-12:00)\u202f: ils ne sont pas repris.'
  return { champs: rest, notes: [warning('horaires_accueil', message)] }
}

export const adjust = (kind: ImportKind, read: Doc): Adjusted => {
  const steps = kind === 'service' ? [needs, publics, inDoraWords] : []
  let champs = read
  const notes: FieldNote[] = []
  for (const step of [...steps, (doc: Doc) => hours(kind, doc)]) {
    const adjusted = step(champs)
    champs = adjusted.champs
    notes.push(...adjusted.notes)
  }
  return { champs, notes }
}
