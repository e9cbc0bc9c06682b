import { activeAdmins, membershipsOfStructure } from '../accounts/memberships.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import { emailKey } from '../accounts/user.ts'
import { queueMail } from '../mail/queue.ts'
import { viaDora } from '../mail/words.ts'
import { ofDecision } from './acts-guard.ts'
import type { Hindrance } from './acts-guard.ts'
import type { ActeOf, Done, Scene } from './acts-scene.ts'
import { dossierKey, readableDossier } from './dossier.ts'

/** Letters of moderators, and addresses that letters came back from. */

const DAY_MS = 24 * 3600_000
/** A day, to the administrators of one structure, about it or its services, whoever writes. */
const MOST_A_DAY = 10

const lettersOfDay = async ({ context, sheet }: Scene, structureId: string): Promise<number> => {
  const { writer, seal, now } = context
  const services = await writer.children('service', structureId)
  const keys = [
    dossierKey({ kind: 'structure', id: structureId }),
    ...services.map(({ id }) => dossierKey({ kind: 'service', id })),
    dossierKey(sheet.cible),
  ]
  const all = new Map((await writer.entities(keys)).map((entity) => [entity.id, entity]))
  return [...all.values()]
    .flatMap((entity) => readableDossier(seal, entity)?.decisions ?? [])
    .filter(({ geste, le }) => geste === 'ecrire' && now - Date.parse(le) < DAY_MS).length
}

/** One letter to each administrator who can answer. Rejects with AccountRefusal `trop-de-messages`. */
export const writeToAdmins = async (scene: Scene, { objet, message }: ActeOf<'ecrire'>): Promise<Done> => {
  const { context, sheet, nom, user } = scene
  const { writer, seal, now } = context
  const { structure } = sheet
  const admins = structure === null ? [] : activeAdmins(await membershipsOfStructure(writer, seal, structure.id))
  if (structure === null || admins.length === 0) return null
  if ((await lettersOfDay(scene, structure.id)) >= MOST_A_DAY) throw new AccountRefusal('trop-de-messages')
  for (const { courriel } of admins)
    await queueMail(
      writer,
      seal,
      {
        to: courriel,
        template: { kind: 'moderation-message', structure: structure.nom, par: nom, objet, message },
        replyTo: user.courriel,
        de: viaDora(nom),
      },
      now,
    )
  return { texte: objet, details: { destinataires: admins.length }, letters: true }
}

/** Null when nobody has said so; somebody else’s look is told. */
export const lookedAt = ({ kept, user }: Scene, { courriel }: ActeOf<'adresse-vue'>): Hindrance | null => {
  const known = kept.dossier.adresses.some((one) => emailKey(one.courriel) === emailKey(courriel))
  const before = kept.dossier.decisions.findLast(
    ({ geste, texte, user_id }) => geste === 'adresse-vue' && user_id !== user.id && emailKey(texte) === emailKey(courriel),
  )
  return known || before === undefined ? null : ofDecision(before)
}

export const forgetAddress = ({ kept }: Scene, { courriel }: ActeOf<'adresse-vue'>): Done => {
  const left = kept.dossier.adresses.filter((one) => emailKey(one.courriel) !== emailKey(courriel))
  return left.length === kept.dossier.adresses.length ? null : { texte: courriel, dossier: { adresses: left } }
}
