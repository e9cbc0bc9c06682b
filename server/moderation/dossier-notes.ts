import { randomUUID } from 'node:crypto'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import type { Decision } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { emailKey } from '../accounts/user.ts'
import type { User, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { dossierOf, putDossier, withDecision } from './dossier.ts'
import { sheetOf, type Statut, statusOfSheet } from './dossier-sheet.ts'
import { moderatorName } from './moderators.ts'

/** What others do of a sheet that its dossier is to know. Each stages its change in the transaction of what it tells. */

type Parts = { readonly writer: Writer; readonly seal: Seal; /** Milliseconds since 1970. */ readonly now: number }

const iso = (now: number): string => new Date(now).toISOString()

/** What DORA writes of a change of status (dora-backend.md §1.5), then what the moderator does. */
export const statusNote = (statut: Statut, note = ''): string => {
  const first = `Nouveau statut de modération\u202f: ${labelOf('moderation_status', statut)}`
  return note === '' ? first : `${first}\n${note}`
}

/** A decision taken elsewhere than in its dossier; a validation is what the sheet is compared with from here on. */
export const noteDecision = async (
  { writer, seal, now }: Parts,
  cible: Cible,
  { user, ...more }: Pick<Decision, 'geste' | 'avant' | 'texte'> & { readonly user: User; readonly demandes: number },
): Promise<void> => {
  const sheet = await sheetOf(writer, seal, cible)
  if (sheet === null) return
  const { ver, dossier } = await dossierOf(writer, seal, cible)
  const apres = statusOfSheet(sheet)
  const decision: Decision = {
    ...more,
    id: randomUUID(),
    le: iso(now),
    user_id: user.id,
    nom: moderatorName(user),
    apres,
    vu: { fiche: sheet.ver, dossier: ver + 1 },
  }
  const valide = { le: decision.le, user_id: user.id, doc: flat(sheet.doc) as never }
  const settled = apres === 'VALIDATED' ? { prise: null, valide } : {}
  await putDossier(writer, seal, withDecision({ ...dossier, ...settled }, decision))
}

const statusIn = (doc: Doc): Statut | null => (doc as unknown as Structure | Service).dora?.moderation_status ?? null
const addressIn = (doc: Doc): string | null => (doc as unknown as Structure | Service).courriel ?? null

/** The sheet gives an address no more: that its letters came back is nobody’s business any more. */
const forgetOthers = async ({ writer, seal }: Parts, cible: Cible, address: string | null): Promise<void> => {
  const { dossier } = await dossierOf(writer, seal, cible)
  const adresses = dossier.adresses.filter(({ courriel }) => address !== null && emailKey(courriel) === emailKey(address))
  if (adresses.length < dossier.adresses.length) await putDossier(writer, seal, { ...dossier, adresses })
}

/**
 * A sheet was written from an editor. `decides`: by somebody who moderates it, whose status is what they said. Documents are deep,
 * with their contact.
 */
export const noteEdit = async (
  parts: Parts,
  cible: Cible,
  { user, before, after, decides }: { readonly user: User; readonly before: Doc; readonly after: Doc; readonly decides: boolean },
): Promise<void> => {
  if (addressIn(before) !== addressIn(after)) await forgetOthers(parts, cible, addressIn(after))
  const [avant, apres] = [statusIn(before), statusIn(after)]
  if (decides && apres !== null && avant !== apres)
    await noteDecision(parts, cible, { user, geste: 'statuer', avant, texte: statusNote(apres), demandes: 0 })
}

/** Somebody was invited, or promoted, as its administrator by the team or the territory. */
export const noteInvited = async ({ writer, seal, now }: Parts, structureId: string): Promise<void> => {
  const { dossier } = await dossierOf(writer, seal, { kind: 'structure', id: structureId })
  await putDossier(writer, seal, { ...dossier, invite_le: iso(now) })
}

/**
 * A letter to that address came back: told in the dossier of each of these sheets that gives it now as its own. Answers how many do.
 */
export const noteReturned = async ({ writer, seal, now }: Parts, address: string, cibles: readonly Cible[]): Promise<number> => {
  let noted = 0
  for (const cible of cibles) {
    const sheet = await sheetOf(writer, seal, cible)
    const own = sheet === null ? null : addressIn(sheet.doc)
    if (own === null || emailKey(own) !== emailKey(address)) continue
    const { dossier } = await dossierOf(writer, seal, cible)
    const others = dossier.adresses.filter(({ courriel }) => emailKey(courriel) !== emailKey(address))
    await putDossier(writer, seal, { ...dossier, adresses: [...others, { courriel: own.trim(), le: iso(now) }] })
    noted += 1
  }
  return noted
}
