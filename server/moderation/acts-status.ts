import type { Service } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { OWN_SOURCE, setModeration } from '../accounts/structures.ts'
import { writeHistory } from '../listing/history.ts'
import type { By } from '../orientations/act.ts'
import { approveAll, rejectAll } from '../orientations/decide.ts'
import { heldOf, releaseHeld } from '../orientations/moderation.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { type ActeOf, type Done, isoOf, type Scene } from './acts-scene.ts'
import { statusNote } from './dossier-notes.ts'
import { sheetOf, type Sheet, type Statut, statusOfSheet } from './dossier-sheet.ts'

/** Acts that decide of a sheet, and what they write of it. */

const byOf = ({ nom, user }: Scene): By => ({ cote: 'moderation', nom, id: user.id })

const requestsOf = ({ context, publicUrl }: Scene) => ({
  writer: context.writer,
  seal: context.seal,
  now: context.now,
  publicUrl,
})

/** As it is once what was staged is. */
const now = async ({ context, sheet }: Scene): Promise<Sheet> =>
  (await sheetOf(context.writer, context.seal, sheet.cible)) ?? sheet

/** What it is compared with from here on. */
const validated = async (scene: Scene) => ({
  prise: null,
  valide: { le: isoOf(scene), user_id: scene.user.id, doc: flat((await now(scene)).doc) as never },
})

/**
 * A listing that another source keeps has no status here, unless somebody gave it one: with it, no import would bring it up to date
 * any more (server/sync/ingest).
 */
const isModerated = (sheet: Sheet): boolean =>
  (sheet.visible as unknown as Service).source === OWN_SOURCE || statusOfSheet(sheet) !== null

const setStatus = async ({ context, sheet }: Scene, statut: Statut): Promise<void> => {
  const { writer, seal } = context
  if (sheet.cible.kind === 'structure') {
    if (sheet.structure !== null) await setModeration(writer, sheet.structure, statut)
    return
  }
  const { dora } = sheet.doc as unknown as Service
  await putService(writer, seal, { ...sheet.doc, dora: { ...dora, moderation_status: statut } } as unknown as Doc)
}

/** Validated in whatever way, a structure has its requests released (dora-backend.md §6.2, QUIRK). */
export const decideStatus = async (scene: Scene, { statut, note }: ActeOf<'statuer'>): Promise<Done> => {
  const { sheet } = scene
  if (statusOfSheet(sheet) === statut || !isModerated(sheet)) return null
  await setStatus(scene, statut)
  const isStructure = sheet.cible.kind === 'structure'
  const demandes = statut === 'VALIDATED' && isStructure ? await releaseHeld(requestsOf(scene), sheet.cible.id, byOf(scene)) : 0
  return {
    texte: statusNote(statut, note),
    apres: statut,
    ver: (await now(scene)).ver,
    demandes,
    letters: demandes > 0,
    ...(statut === 'VALIDATED' ? { dossier: await validated(scene) } : {}),
  }
}

const heldScene = (scene: Scene) => {
  const { structure } = scene.sheet
  return structure === null || scene.sheet.cible.kind !== 'structure'
    ? null
    : { context: scene.context, acts: requestsOf(scene), structure, by: byOf(scene) }
}

/** Nothing waits any more, or ever did, when it answers null. */
const withHeld = async (
  scene: Scene,
  decide: (held: NonNullable<ReturnType<typeof heldScene>>) => Promise<number>,
): Promise<number> => {
  const held = heldScene(scene)
  const { writer, seal } = scene.context
  if (held === null || (await heldOf(writer, seal, held.structure.id)).length === 0) return 0
  return decide(held)
}

export const approveHeld = async (scene: Scene): Promise<Done> => {
  const demandes = await withHeld(scene, approveAll)
  if (demandes === 0) return null
  return {
    texte: statusNote('VALIDATED'),
    apres: 'VALIDATED',
    ver: (await now(scene)).ver,
    demandes,
    letters: true,
    dossier: await validated(scene),
  }
}

export const rejectHeldOf = async (scene: Scene, { motif }: ActeOf<'rejeter-demandes'>): Promise<Done> => {
  const demandes = await withHeld(scene, (held) => rejectAll(held, motif))
  if (demandes === 0) return null
  return {
    texte: motif,
    apres: 'NEED_NEW_MODERATION',
    ver: (await now(scene)).ver,
    demandes,
    letters: true,
    dossier: { prise: null },
  }
}

/** A structure that is no more, or is again: its services follow it, wherever they are shown (dora-backend.md §5). */
export const setObsolete = async (scene: Scene, obsolete: boolean, note: string): Promise<Done> => {
  const { context, sheet, user } = scene
  const { writer, seal } = context
  const { structure } = sheet
  const was = structure?.dora?.is_obsolete === true
  if (structure === null || sheet.cible.kind !== 'structure' || was === obsolete) return null
  const { is_obsolete: _was, ...dora } = structure.dora ?? {}
  const next = { ...structure, dora: obsolete ? { ...dora, is_obsolete: true } : dora }
  const { ver } = await putStructure(writer, next as unknown as Doc)
  await writeHistory(writer, seal, sheet.cible, {
    par: user.id,
    moyen: 'poste',
    acte: 'modification',
    champs: [{ champ: 'dora.is_obsolete', avant: was ? true : null, apres: obsolete ? true : null }],
    ver,
    now: context.now,
  })
  return { texte: note, ver, ...(obsolete ? { dossier: { prise: null } } : {}) }
}
