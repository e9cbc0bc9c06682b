import { editableFields } from '#shared/listing/groups.ts'
import { GRANTED } from '#shared/listing/granted.ts'
import type { ImportProblem } from '#shared/listing/import/cells.ts'
import type { ImportContext } from '#shared/listing/import/context.ts'
import type { Mapping } from '#shared/listing/import/mapping.ts'
import type { ImportRow } from '#shared/listing/import/row.ts'
import { readRows } from '#shared/listing/import/rows.ts'
import { sameValue } from '#shared/listing/model.ts'
import { BranchCreation } from '#shared/listing/wire.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { without } from '../../user/combine.ts'
import { bare, patched } from '../../user/favourite-doc.ts'
import { textOf } from '../../user/listing-doc.ts'
import { reasonOf, wrongChange } from '../../user/listing-rules.ts'
import { answersTo, type AskPlaces, placeFields, placeOf } from './places.ts'
import { cellOf, type Fate, type Lines, saying, withoutUnchanged } from './understand.ts'

export type KeptStructure = {
  /** Flat. */
  readonly doc: Doc
  /** What the person may do there. */
  readonly modifier: boolean
  readonly gerer_membres: boolean
}
export type StructuresAsk = {
  readonly table: Lines
  readonly mapping: Mapping
  readonly context: ImportContext
  readonly structures: Readonly<Record<string, KeptStructure>>
  /** Of branches that name no other; null for none. */
  readonly parentId: string | null
  /** What their owners alone grant may be written (shared/rights.ts, `structure.certifier`). */
  readonly certifier: boolean
  /** Structures may be added by inviting their first administrator, in some place at least. */
  readonly premierAdministrateur: boolean
}

/** How a row is made. Fields are those that remain to write once the structure is there. */
type StructureAct =
  | { readonly acte: 'modifier'; readonly id: string }
  | { readonly acte: 'antenne'; readonly parentId: string; readonly antenne: BranchCreation }
  | { readonly acte: 'inviter'; readonly siret: string; readonly courriel: string }

export type StructureFate = {
  readonly numero: number
  readonly nom: string
  readonly sort: Fate
  /** Null for a row that is left. */
  readonly fait: (StructureAct & { readonly doc: Doc }) | null
  readonly modeles: readonly string[]
  /** Addresses to invite as administrators. */
  readonly administrateurs: readonly string[]
}
export type UnderstoodStructures = { readonly lignes: readonly StructureFate[]; readonly problemes: readonly ImportProblem[] }

type Say = ReturnType<typeof saying>

const CERTIFIED: ReadonlySet<string> = new Set(['siret', 'dora.code_safir_ft'])
const WRITABLE: ReadonlySet<string> = new Set([...editableFields('structure'), 'reseaux_porteurs', 'dora.code_safir_ft'])
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)]

/** Fields that only the team writes, and values that only their owners grant: the server would refuse the whole row. */
const checkGranted = (before: Doc, patch: Doc, say: Say): void => {
  for (const champ of Object.keys(patch)) {
    if (CERTIFIED.has(champ)) say('erreur', champ, 'Seule l’équipe peut changer ce champ. Laissez la cellule vide.')
    const granted = GRANTED[champ]
    if (granted === undefined) continue
    const [was, is] = [new Set(texts(before[champ])), new Set(texts(patch[champ]))]
    if ([...granted].some((value) => was.has(value) !== is.has(value)))
      say('erreur', champ, 'Cette valeur est accordée par son réseau\u202f: seule l’équipe peut la donner ou la retirer.')
  }
}

const sirenOf = (siret: string): string => siret.slice(0, 9)

/** The structure that a new one would be a branch of. */
const parentOf = (row: ImportRow, siret: string, ask: StructuresAsk): string | null => {
  if (row.siret_parent !== null || row.structure_id !== null) return row.structure_id
  if (ask.parentId === null) return null
  const own = textOf(ask.structures[ask.parentId]?.doc ?? {}, 'siret')
  return siret === '' || (own !== '' && sirenOf(own) === sirenOf(siret)) ? ask.parentId : null
}

const BRANCH_FIELDS = [
  'nom',
  'siret',
  'adresse',
  'complement_adresse',
  'code_postal',
  'commune',
  'code_insee',
  'latitude',
  'longitude',
]

const asBranch = (champs: Doc, parentId: string, ask: StructuresAsk, say: Say): StructureFate['fait'] => {
  const parent = ask.structures[parentId]
  if (parent?.modifier !== true) {
    say(
      'erreur',
      'repere.siret_parent',
      'Vous ne pouvez pas créer d’antenne à cette structure\u202f: demandez-le à son administrateur.',
    )
    return null
  }
  if (textOf(parent.doc, 'dora.parent') !== '') {
    say('erreur', 'repere.siret_parent', 'Cette structure est elle-même une antenne\u202f: elle ne peut pas en avoir.')
    return null
  }
  const [own, siret] = [textOf(parent.doc, 'siret'), textOf(champs, 'siret')]
  if (own !== '' && siret !== '' && sirenOf(own) !== sirenOf(siret)) {
    say('erreur', 'siret', 'Ce SIRET est celui d’une autre entreprise que la structure mère\u202f: ce n’est pas une antenne.')
    return null
  }
  const asked = Object.fromEntries(BRANCH_FIELDS.map((champ) => [champ, champs[champ] ?? null]))
  const antenne = BranchCreation.safeParse({ ...asked, adresse: champs['adresse'] ?? '' })
  if (antenne.success) {
    return { acte: 'antenne', parentId, antenne: antenne.data, doc: without(champs, BRANCH_FIELDS) }
  }
  const champ = String(antenne.error.issues[0]?.path[0] ?? 'commune')
  const place = champ === 'code_insee' ? 'commune' : champ
  say('erreur', place, 'Pour créer une antenne, indiquez son nom, sa ville et son code postal tels que La Poste les connaît.')
  return null
}

/** What a new row makes: a branch, or a structure of its own by its first administrator. */
const created = (row: ImportRow, champs: Doc, ask: StructuresAsk, say: Say): StructureFate['fait'] => {
  const siret = textOf(champs, 'siret')
  const parentId = parentOf(row, siret, ask)
  if (parentId !== null) return asBranch(champs, parentId, ask, say)
  if (row.siret_parent !== null) {
    say('erreur', 'repere.siret_parent', 'La structure mère n’est pas connue de ce poste\u202f: vérifiez son SIRET.')
    return null
  }
  const [courriel] = row.administrateurs
  if (!ask.premierAdministrateur) {
    const why = 'Cette structure n’est pas dans DORA, et seule l’équipe peut l’y ajouter.'
    say('erreur', 'siret', `${why} Si c’est une antenne, indiquez le SIRET de sa structure mère.`)
    return null
  }
  if (siret === '' || courriel === undefined) {
    const missing = 'Pour ajouter cette structure, indiquez son SIRET et le courriel de son premier administrateur.'
    say('erreur', siret === '' ? 'siret' : 'repere.administrateurs', missing)
    return null
  }
  // What the register of companies knows is the server's to write: name and address come with the SIRET.
  return { acte: 'inviter', siret, courriel, doc: without(champs, ['siret', 'nom']) }
}

const changed = (id: string, champs: Doc, ask: StructuresAsk, say: Say): StructureFate['fait'] => {
  const kept = ask.structures[id]
  if (kept?.modifier !== true) {
    say('erreur', null, 'Vous ne pouvez pas modifier cette structure\u202f: demandez-le à son administrateur.')
    return null
  }
  const patch = Object.fromEntries(Object.entries(champs).filter(([champ, value]) => !sameValue(kept.doc[champ], value)))
  if (!ask.certifier) checkGranted(kept.doc, patch, say)
  const wrong = wrongChange('structure', kept.doc, patched(kept.doc, patch))
  if (wrong?.champs.length === 0) say('erreur', null, reasonOf(wrong))
  for (const { champ, message } of wrong?.champs ?? []) say('erreur', champ, message)
  return { acte: 'modifier', id, doc: patch }
}

/** Every row of a table of structures, with what becomes of it and why. Nothing is written, nobody is invited. */
export const understandStructures = async (ask: StructuresAsk, places: AskPlaces): Promise<UnderstoodStructures> => {
  const { table, mapping, context } = ask
  const docOf = (id: string | null): Doc | null =>
    id !== null && Object.hasOwn(ask.structures, id) ? (ask.structures[id]?.doc ?? null) : null
  const lignes = withoutUnchanged('structure', table.lignes, mapping, (row) => docOf(cellOf(row, mapping, 'repere.id')))
  const { lignes: rows } = readRows('structure', { colonnes: table.colonnes, lignes }, mapping, context)
  const asked = rows.map((row) => placeOf(row.champs, docOf(row.existant) ?? {}))
  const found = await answersTo(asked, places)
  const problemes: ImportProblem[] = []
  const fates = rows.map((row, index): StructureFate => {
    const own: ImportProblem[] = [...row.problemes]
    const say = saying(table, mapping, row.numero, own)
    const [place, moved] = [found[index] ?? null, asked[index] ?? null]
    if (place?.note != null) say('avertissement', place.note.champ, place.note.message)
    const all = moved === null || place === null ? row.champs : { ...row.champs, ...placeFields(moved, place) }
    const champs = Object.fromEntries(Object.entries(all).filter(([champ]) => WRITABLE.has(champ)))
    const nom = textOf(champs, 'nom') || textOf(docOf(row.existant) ?? {}, 'nom')
    const left = { numero: row.numero, nom, sort: 'ignoree', fait: null, modeles: row.modeles, administrateurs: [] } as const
    const isWrong = (): boolean => own.some(({ niveau }) => niveau === 'erreur')
    const fait = isWrong()
      ? null
      : row.existant === null
        ? created(row, bare(champs), ask, say)
        : changed(row.existant, champs, ask, say)
    // A structure made here takes what is written after: the same rules hold.
    if (fait !== null && fait.acte !== 'modifier' && !ask.certifier) checkGranted({}, fait.doc, say)
    if (fait?.acte === 'modifier' && !isWrong()) {
      const invites = row.administrateurs.length > 0
      if (invites && ask.structures[fait.id]?.gerer_membres !== true)
        say('erreur', 'repere.administrateurs', 'Vous ne pouvez inviter personne dans cette structure.')
      if (!invites && row.modeles.length === 0 && Object.keys(fait.doc).length === 0) {
        say('avertissement', null, 'Cette ligne ne change rien\u202f: la structure dit déjà cela.')
        problemes.push(...own)
        return left
      }
    }
    problemes.push(...own)
    if (fait === null || isWrong()) return left
    const administrateurs = fait.acte === 'inviter' ? row.administrateurs.slice(1) : row.administrateurs
    return { ...left, sort: fait.acte === 'modifier' ? 'modifiee' : 'publie', fait, administrateurs }
  })
  return { lignes: fates, problemes }
}
