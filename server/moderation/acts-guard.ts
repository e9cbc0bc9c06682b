import type { Acte } from '#shared/moderation/acts.ts'
import type { Decision, GesteModeration, Vu } from '#shared/moderation/dossier.ts'
import { isTaken } from '#shared/moderation/queue.ts'
import { labelOf as fieldLabel } from '#shared/listing/groups.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { actsSince } from '../listing/history.ts'
import type { Scene } from './acts-scene.ts'
import { type Sheet, statusOfSheet } from './dossier-sheet.ts'

/**
 * Two moderators never do the same item twice: what somebody else did of a sheet, or its structure wrote in it, since the moderator
 * looked at it keeps them from deciding of what they have not seen.
 */

/** Acts that decide of the sheet: about what it says, and each instead of another. */
const DECIDING: ReadonlySet<GesteModeration> = new Set([
  'statuer',
  'rendre-obsolete',
  'reactiver',
  'approuver-demandes',
  'rejeter-demandes',
])
export const isDeciding = (geste: GesteModeration): boolean => DECIDING.has(geste)
/** Writing twice to the same people is what somebody else’s letter would make of it. */
const WRITING: ReadonlySet<GesteModeration> = new Set([...DECIDING, 'ecrire'])
/** A note, a look at an address or an item taken hinders nobody. */
const against = (geste: Acte['geste']): ReadonlySet<GesteModeration> =>
  isDeciding(geste) ? DECIDING : geste === 'ecrire' ? WRITING : new Set()

/** What stands in the way; `par` is null for the server itself. */
export type Hindrance =
  | {
      readonly suite: 'deja'
      readonly par: { readonly id: string } | { readonly nom: string } | null
      readonly le: string
      readonly quoi: string
    }
  | { readonly suite: 'pris'; readonly par: string }

/** As it is told in a sentence. */
const statusText = (statut: string): string => `statut «\u00a0${labelOf('moderation_status', statut)}\u00a0»`

const SAID: Readonly<Record<GesteModeration, string>> = {
  statuer: 'statut de modération',
  noter: 'note',
  prendre: 'dossier pris',
  laisser: 'dossier laissé',
  confier: 'dossier confié',
  'rendre-obsolete': 'structure rendue obsolète',
  reactiver: 'structure réactivée',
  'approuver-demandes': 'demandes approuvées',
  'rejeter-demandes': 'demandes rejetées',
  ecrire: 'message aux administrateurs',
  'adresse-vue': 'adresse vérifiée',
}
const decisionText = ({ geste, apres }: Decision): string =>
  geste === 'statuer' && apres !== null ? statusText(apres) : SAID[geste]

export const ofDecision = (decision: Decision): Hindrance => ({
  suite: 'deja',
  par: { nom: decision.nom },
  le: decision.le,
  quoi: decisionText(decision),
})

const isSince = ({ vu }: Decision, seen: Vu): boolean => (vu?.dossier ?? 0) > seen.dossier

const decidedByOther = ({ kept, user }: Scene, geste: Acte['geste'], seen: Vu): Decision | null =>
  kept.dossier.decisions.findLast((one) => one.user_id !== user.id && isSince(one, seen) && against(geste).has(one.geste)) ?? null

/** What they decided meanwhile, on a desk that has not heard of it, was about what they saw, and changed the sheet itself. */
const seenOfSheet = ({ kept, user }: Scene, seen: Vu): number =>
  Math.max(
    seen.fiche,
    ...kept.dossier.decisions
      .filter((one) => one.user_id === user.id && isSince(one, seen) && isDeciding(one.geste))
      .map(({ vu }) => vu?.fiche ?? 0),
  )

const MOST_NAMED = 3
const changeText = (sheet: Sheet, champs: readonly { readonly champ: string }[]): string => {
  const { kind } = sheet.cible
  const labels = champs.map(({ champ }) => (champ === 'dora.status' ? 'Statut de publication' : fieldLabel(kind, champ)))
  const more = labels.length > MOST_NAMED ? '…' : ''
  return labels.length === 0 ? 'fiche créée' : `fiche modifiée (${labels.slice(0, MOST_NAMED).join(', ')}${more})`
}

const changedByOther = async (scene: Scene, seen: Vu): Promise<Hindrance | null> => {
  const { context, sheet, user } = scene
  const known = seenOfSheet(scene, seen)
  if (sheet.ver <= known) return null
  // How many of the versions seen were the contact’s is not told: at most as many as it has now.
  const acts = await actsSince(context.writer, context.seal, sheet.cible, known - sheet.contactVer)
  const written = acts.filter(({ acte }) => acte === 'modification' || acte === 'statut' || acte === 'creation')
  const [latest] = written.filter(({ par }) => par !== user.id)
  if (latest !== undefined)
    return {
      suite: 'deja',
      par: latest.par === null ? null : { id: latest.par },
      le: latest.le,
      quoi: changeText(sheet, latest.champs),
    }
  // Their own corrections, or words that change nothing of what it says, when these are all.
  const told = new Set(acts.map(({ ver }) => ver)).size
  if (sheet.cible.kind === 'structure' ? told >= sheet.ver - known : told > 0) return null
  const statut = statusOfSheet(sheet)
  const quoi = statut === null ? 'fiche modifiée' : `fiche modifiée, ${statusText(statut)}`
  return { suite: 'deja', par: null, le: new Date(context.now).toISOString(), quoi }
}

/** @param vu what was on the screen; null for an act that does not depend on it */
export const hindrance = async (scene: Scene, { geste }: Acte, vu: Vu | null): Promise<Hindrance | null> => {
  if (vu !== null) {
    const decision = decidedByOther(scene, geste, vu)
    if (decision !== null) return ofDecision(decision)
    const changed = isDeciding(geste) ? await changedByOther(scene, vu) : null
    if (changed !== null) return changed
  }
  const { prise } = scene.kept.dossier
  const theirs = isTaken(prise, scene.context.now) && prise.user_id !== scene.user.id
  return theirs && geste !== 'noter' && geste !== 'prendre' && geste !== 'laisser' ? { suite: 'pris', par: prise.nom } : null
}
