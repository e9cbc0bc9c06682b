import { fold } from '#shared/geo/fold.ts'
import { isFilled } from '#shared/listing/filled.ts'
import { type Group, groupsOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { textOf } from './sheet-of.ts'

/**
 * The sheet as whoever moderates reads it: each thing once. Its name, its town and its point are in the head and on the map; a summary
 * repeats neither the name nor the description; a form and its link are the mode of access that they detail.
 */

type Label = { readonly champ: string; readonly name: string }
export type SheetRow = Label & {
  readonly value: NonNullable<Json>
  /** Instead of the words of these values, where another field tells it better: link of a form, words of « autre ». */
  readonly told: ReadonlyMap<string, Told>
}
export type Told = { readonly texte: string | null; readonly lien: string | null }

export type SheetGroup = {
  readonly code: string
  readonly label: string
  readonly rows: readonly SheetRow[]
  /** Fields that nothing was written in. */
  readonly missing: readonly string[]
}

/** Told by the head, or the map. */
const ELSEWHERE: ReadonlySet<string> = new Set(['nom', 'latitude', 'longitude', 'code_insee'])
/** By the head too, once they are filled in. */
const IN_HEAD: ReadonlySet<string> = new Set(['commune', 'code_postal'])

const FORM = 'completer-le-formulaire-dadhesion'
const OTHER = 'autre'
const MODES = ['dora.coach_orientation_modes', 'dora.beneficiaries_access_modes'] as const

/** Sentences, with the spaces that follow them. */
const sentencesOf = (text: string): readonly string[] => text.match(/[^.!?\n]+(?:[.!?]+|\n|$)\s*/g) ?? []

/** What is kept of sentences that follow each other: where one is left out between two, they do not run into one word. */
const withoutOthers = (sentences: readonly string[], kept: ReadonlySet<string>): string => {
  let [text, isCut] = ['', false]
  for (const one of sentences) {
    if (kept.has(one)) text += isCut && text !== '' && !/\s$/.test(text) ? ` ${one}` : one
    isCut = !kept.has(one)
  }
  return text.trim()
}

/** A summary without the sentences that are the name, or that the description has; null when nothing is left of it. */
export const summaryLeft = (summary: string, { nom, description }: { readonly nom: string; readonly description: string }) => {
  const [title, told] = [fold(nom), ` ${fold(description)} `]
  const sentences = sentencesOf(summary)
  const own = sentences.filter((one) => {
    const words = fold(one)
    return words !== '' && words !== title && !told.includes(` ${words} `)
  })
  if (own.length === 0) return null
  return own.length === sentences.length ? summary : `… ${withoutOthers(sentences, new Set(own))}`
}

/** What the modes of access have beside them: field it is told by, and what it says. */
const toldOf = (doc: Doc, champ: string): { readonly told: ReadonlyMap<string, Told>; readonly with: readonly string[] } => {
  const values = doc[champ]
  if (!MODES.some((one) => one === champ) || !Array.isArray(values)) return { told: new Map(), with: [] }
  const fields = { lien: `${champ}_external_form_link`, texte: `${champ}_external_form_link_text`, autre: `${champ}_other` }
  const [lien, texte, autre] = [textOf(doc[fields.lien]), textOf(doc[fields.texte]), textOf(doc[fields.autre])]
  const form = values.includes(FORM) && lien !== null
  const other = values.includes(OTHER) && autre !== null
  return {
    told: new Map([
      ...(form ? [[FORM, { lien, texte }] as const] : []),
      ...(other ? [[OTHER, { lien: null, texte: autre }] as const] : []),
    ]),
    with: [...(form ? [fields.lien, fields.texte] : []), ...(other ? [fields.autre] : [])],
  }
}

const shownOf = (doc: Doc, champ: string): Json | undefined => {
  const value = doc[champ]
  if (champ !== 'dora.short_desc' || typeof value !== 'string') return value
  return summaryLeft(value, { nom: textOf(doc['nom']) ?? '', description: textOf(doc['description']) ?? '' })
}

const groupOf = (doc: Doc, { code, label, champs }: Group): SheetGroup => {
  const told = new Map(champs.map(({ champ }) => [champ, toldOf(doc, champ)]))
  const within = new Set([...told.values()].flatMap((one) => one.with))
  const own = champs.filter(({ champ }) => !ELSEWHERE.has(champ))
  return {
    code,
    label,
    rows: own.flatMap(({ champ, label: name }): readonly SheetRow[] => {
      const value = shownOf(doc, champ)
      if (!isFilled(value) || IN_HEAD.has(champ) || within.has(champ)) return []
      return [{ champ, name, value, told: told.get(champ)?.told ?? new Map() }]
    }),
    missing: own.flatMap(({ champ, label: name }) => (isFilled(doc[champ]) || within.has(champ) ? [] : [name])),
  }
}

/** @param doc flat @returns groups that have something to say, in the order of the editor */
export const sheetGroups = (kind: 'structure' | 'service', doc: Doc): readonly SheetGroup[] =>
  groupsOf(kind)
    .map((group) => groupOf(doc, group))
    .filter(({ rows, missing }) => rows.length + missing.length > 0)
