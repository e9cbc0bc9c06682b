import { z } from 'zod'
import { anonymisedAt } from '#shared/orientation/clocks.ts'
import { ETATS, isClosed } from '#shared/orientation/life.ts'
import { ENVOI, Orientation, ORIENTATION, RECEPTION } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { memberScopes } from '../accounts/memberships.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { envoiOf, receptionOf } from './project.ts'

/**
 * A request as rows, sealed: the whole, in no scope, and what each side reads of it, in the scopes of its members. They are written
 * together, so that nobody reads one that disagrees with the others.
 */

/**
 * What a whole row hangs on, so that each clock opens what it may have to do with and nothing else: held, waiting for an answer,
 * closed with files, closed in the month of its anonymisation, and never again.
 */
const HELD = 'retenue'
const OPEN = 'en-cours'
const WITH_FILES = 'avec-pieces'
const ANONYMOUS = 'anonyme'
const closedOf = (month: string): string => `fermee/${month}`
const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 7)

const phaseOf = (one: Orientation): string => {
  if (one.anonyme_le !== null) return ANONYMOUS
  if (one.etat === 'MODÉRATION_EN_COURS') return HELD
  if (!isClosed(one.etat)) return OPEN
  return one.pieces.length > 0 ? WITH_FILES : closedOf(monthOf(anonymisedAt(one)))
}

const opened = (seal: Seal, entity: Entity | null): Orientation | null => {
  const doc = docOf(seal, entity)
  return doc === null ? null : Orientation.parse(doc)
}

/** One that this version, or this key, cannot read hides no other: it is left out, and found by whoever asks for it alone. */
const readable = (seal: Seal, entity: Entity): Orientation[] => {
  try {
    const one = opened(seal, entity)
    return one === null ? [] : [one]
  } catch {
    return []
  }
}

export const orientationOf = async (reader: Reader, seal: Seal, id: string): Promise<Orientation | null> =>
  opened(seal, await reader.entity({ kind: ORIENTATION, id }))

const under = async (reader: Reader, seal: Seal, phase: string): Promise<Orientation[]> =>
  (await reader.children(ORIENTATION, phase)).flatMap((entity) => readable(seal, entity))

export const heldRequests = (reader: Reader, seal: Seal): Promise<Orientation[]> => under(reader, seal, HELD)
export const openRequests = (reader: Reader, seal: Seal): Promise<Orientation[]> => under(reader, seal, OPEN)

/** A server that was stopped for years finds what it missed. */
const MONTHS_BACK = 48
/** Closed ones that a clock may have to do with: those that still have files, and those whose anonymisation is due this month or was. */
export const closedRequestsDue = async (reader: Reader, seal: Seal, now: number): Promise<Orientation[]> => {
  const found = await under(reader, seal, WITH_FILES)
  const month = new Date(now)
  month.setUTCDate(1)
  for (let back = 0; back <= MONTHS_BACK; back += 1) {
    found.push(...(await under(reader, seal, closedOf(monthOf(month.getTime())))))
    month.setUTCMonth(month.getUTCMonth() - 1)
  }
  return found
}

/** Between so many, other work has its turn: opening one takes most of a millisecond. */
const AT_A_TIME = 50
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Every request, in the order of identifiers; for what is done once a day, or by hand. */
export async function* everyRequest(reader: Reader, seal: Seal): AsyncGenerator<Orientation> {
  let count = 0
  for await (const entity of reader.scan(ORIENTATION)) {
    yield* readable(seal, entity)
    if ((count += 1) % AT_A_TIME === 0) await turn()
  }
}

type View = { readonly kind: typeof ENVOI | typeof RECEPTION; readonly structureId: string; readonly doc: Doc }

const putView = async (writer: Writer, seal: Seal, id: string, { kind, structureId, doc }: View): Promise<number> => {
  const key = { kind, id }
  const scopes = await memberScopes(writer, seal, structureId)
  return (await putSealed(writer, seal, key, { doc, scopes, parent: structureId, current: await writer.entity(key) })).ver
}

const EMPLOIS = 'emplois'
const THEIRS = 'tous'
/** What Les Emplois ask of each of theirs, all at once: nothing of a person. */
export const EmploisState = z.object({
  uid: z.string(),
  etat: z.enum(ETATS),
  traitee_le: z.string().nullable(),
  cree_le: z.string(),
})
export type EmploisState = z.infer<typeof EmploisState>

const putEmplois = async (writer: Writer, seal: Seal, { emplois, etat, traitee_le, cree_le }: Orientation): Promise<void> => {
  const uid = emplois?.emplois_sync_uid ?? null
  if (uid === null) return
  const key = { kind: EMPLOIS, id: uid }
  const doc: Doc = { uid, etat, traitee_le, cree_le }
  await putSealed(writer, seal, key, { doc, scopes: [], parent: THEIRS, current: await writer.entity(key) })
}

export const emploisStates = async (reader: Reader, seal: Seal): Promise<EmploisState[]> =>
  (await reader.children(EMPLOIS, THEIRS)).flatMap((entity) => EmploisState.safeParse(docOf(seal, entity)).data ?? [])

/** Versions of the two views; 0 for one that is not there. */
export type Saved = { readonly envoi: number; readonly reception: number }

/** Stages a request and its two views. Throws for one that is not a request. */
export const putOrientation = async (writer: Writer, seal: Seal, one: Orientation): Promise<Saved> => {
  const doc = Orientation.parse(one)
  const key = { kind: ORIENTATION, id: one.id }
  const current = await writer.entity(key)
  await putSealed(writer, seal, key, { doc: doc as unknown as Doc, scopes: [], parent: phaseOf(doc), current })
  await putEmplois(writer, seal, doc)
  const { structure_id: sender } = doc.prescripteur
  // From Les Emplois: nobody here sent it.
  const envoi =
    sender === ''
      ? 0
      : await putView(writer, seal, one.id, { kind: ENVOI, structureId: sender, doc: envoiOf(doc) as unknown as Doc })
  const told = receptionOf(doc)
  const receiver = doc.service.structure_id
  const reception =
    told === null || receiver === null
      ? 0
      : await putView(writer, seal, one.id, { kind: RECEPTION, structureId: receiver, doc: told as unknown as Doc })
  return { envoi, reception }
}

/** The members of a structure changed: what it sent and received is told to those of now. */
export const rescopeOrientations = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  const scopes = await memberScopes(writer, seal, structureId)
  for (const kind of [ENVOI, RECEPTION]) {
    for (const entity of await writer.children(kind, structureId)) {
      const doc = docOf(seal, entity)
      if (doc !== null)
        await putSealed(writer, seal, { kind, id: entity.id }, { doc, scopes, parent: structureId, current: entity })
    }
  }
}

const GONE = 'Compte supprimé'

/** To call when an account goes: what it sent, answered or took care of stays its structure's, in nobody's name. */
export const forgetSender = async (writer: Writer, seal: Seal, userId: string): Promise<void> => {
  const theirs: Orientation[] = []
  // What was done is in no scope of its own: all are looked at, which an account that goes is rare enough for.
  for await (const one of everyRequest(writer, seal)) {
    const { prescripteur, suivi_par, evenements } = one
    const named = evenements.some(({ par_id, pour_id }) => par_id === userId || pour_id === userId)
    if (prescripteur.user_id === userId || suivi_par?.user_id === userId || named) theirs.push(one)
  }
  for (const one of theirs) {
    const { prescripteur, suivi_par, evenements, reponse, referent } = one
    const sent = prescripteur.user_id === userId
    // Their office may still be called: the telephone stays, the name and the address go with the account.
    const referred = sent && referent.courriel.toLowerCase() === prescripteur.courriel.toLowerCase()
    await putOrientation(writer, seal, {
      ...one,
      prescripteur: sent ? { ...prescripteur, user_id: '', nom: GONE, courriel: '' } : prescripteur,
      referent: referred ? { ...referent, nom: GONE, prenom: '', courriel: '' } : referent,
      suivi_par: suivi_par?.user_id === userId ? null : suivi_par,
      reponse: reponse?.par_id === userId ? { ...reponse, par: GONE, par_id: '' } : reponse,
      evenements: evenements.map(({ pour_id, ...event }) => ({
        ...event,
        ...(event.par_id === userId ? { par: GONE, par_id: '' } : {}),
        ...(pour_id === userId ? { texte: GONE } : pour_id === undefined ? {} : { pour_id }),
      })),
    })
  }
}
