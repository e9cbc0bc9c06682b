import { flat } from '#shared/listing/flat.ts'
import type { DoublonActe, DoublonKind, Fusion } from '#shared/moderation/doublon.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountContext, type AccountParts, runAccount } from '#server/accounts/context.ts'
import { membershipsOfStructure } from '#server/accounts/memberships.ts'
import { AccountRefusal, allow } from '#server/accounts/refusal.ts'
import { safeName, userName } from '#server/accounts/user.ts'
import { changesBetween, writeHistory } from '#server/listing/history.ts'
import type { Reader, User, Writer } from '#server/store/types.ts'
import { putService, putStructure, recordOf } from '#server/sync/commands/catalogue-rows.ts'
import { contactKey, withContact } from '#server/sync/commands/contact.ts'
import { targetOfListing } from '#server/sync/commands/rights.ts'
import type { Seal } from '#server/sync/seal.ts'
import { deep } from '#shared/listing/flat.ts'
import { OWN_FIELDS } from './choose.ts'
import { fused } from './fused.ts'
import { doublonOf, fusionOf, putDoublon, putFusion, removeFusion } from './rows.ts'

/**
 * Two sheets become one, or are said to be two; and the way back. The sheet that goes leaves the reference: its document stays in
 * the merge, where imports go on writing it (arrivals.ts), so that it comes back as its source says it now.
 */

const same = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** A sheet whole, with the contact that its public row leaves out; null when it is not there. */
export const wholeSheet = async (reader: Reader, seal: Seal, kind: DoublonKind, id: string): Promise<Doc | null> => {
  const doc = recordOf(await reader.entity({ kind, id }))
  return doc === null || kind === 'structure' ? doc : withContact(reader, seal, doc)
}

const put = (writer: Writer, seal: Seal, kind: DoublonKind, doc: Doc): Promise<{ readonly ver: number }> =>
  kind === 'service' ? putService(writer, seal, doc) : putStructure(writer, doc)

/** People whose sheet it is: those of the structure, or of the one that offers the service. */
export const peopleOf = async (reader: Reader, seal: Seal, kind: DoublonKind, doc: Doc): Promise<number> => {
  const structure = kind === 'structure' ? doc['id'] : doc['structure_id']
  return typeof structure === 'string' ? (await membershipsOfStructure(reader, seal, structure)).length : 0
}

/** Why a sheet cannot be the one that goes, in words; null when it can. */
export const keptBack = async (reader: Reader, seal: Seal, kind: DoublonKind, doc: Doc): Promise<string | null> => {
  if ((await peopleOf(reader, seal, kind, doc)) > 0)
    return 'Des personnes y sont rattachées\u202f: elle ne peut être que celle que l’on garde.'
  if (kind === 'structure' && (await reader.structuresBy('parent', String(doc['id']))).length > 0)
    return 'Elle a des antennes\u202f: elle ne peut être que celle que l’on garde.'
  return null
}

/** Services of a structure that goes are those of the one that stays. */
const moveServices = async ({ writer, seal }: AccountContext, from: string, to: string): Promise<readonly string[]> => {
  const moved: string[] = []
  for (const child of await writer.children('service', from)) {
    const doc = await wholeSheet(writer, seal, 'service', child.id)
    if (doc === null) continue
    await putService(writer, seal, { ...doc, structure_id: to })
    moved.push(child.id)
  }
  return moved
}

const takeAway = async (writer: Writer, kind: DoublonKind, id: string): Promise<void> => {
  await writer.remove({ kind, id })
  if (kind === 'service') await writer.remove(contactKey(id))
}

const known = (choix: Readonly<Record<string, string>>, membres: Fusion['membres']): Fusion['choix'] =>
  Object.fromEntries(Object.entries(choix).filter(([champ, from]) => !OWN_FIELDS.has(champ) && membres[from] !== undefined))

type Scene = {
  readonly context: AccountContext
  readonly user: User
  readonly kind: DoublonKind
  readonly garde: string
  readonly ecarte: string
}

const merge = async ({ context, user, kind, garde, ecarte }: Scene, choix: Readonly<Record<string, string>>): Promise<void> => {
  const { writer, seal, now } = context
  const [kept, gone] = [await wholeSheet(writer, seal, kind, garde), await wholeSheet(writer, seal, kind, ecarte)]
  if (kept === null || gone === null || (await keptBack(writer, seal, kind, gone)) !== null)
    throw new AccountRefusal('fusion-impossible')
  const [before, absorbed] = [await fusionOf(writer, seal, kind, garde), await fusionOf(writer, seal, kind, ecarte)]
  const membres = {
    ...absorbed?.membres,
    ...before?.membres,
    ...(before === null ? { [garde]: kept } : {}),
    ...(absorbed === null ? { [ecarte]: gone } : {}),
  } as Fusion['membres']
  const services = { ...absorbed?.services, ...before?.services }
  if (kind === 'structure') for (const id of await moveServices(context, ecarte, garde)) services[id] ??= ecarte
  const one: Fusion = {
    kind,
    garde,
    membres,
    choix: known({ ...before?.choix, ...choix }, membres),
    services,
    par: { user_id: user.id, nom: userName(user) || safeName(user) },
    le: new Date(now).toISOString(),
  }
  // What was edited here since a former merge stays, but for the fields that are chosen now.
  const made = flat(fused(one))
  const doc = { ...flat(kept), ...Object.fromEntries(Object.keys(one.choix).map((champ) => [champ, made[champ] ?? null])) }
  const { ver } = await put(writer, seal, kind, deep(doc))
  const champs = changesBetween(flat(kept), doc, OWN_FIELDS)
  if (champs.length > 0)
    await writeHistory(
      writer,
      seal,
      { kind, id: garde },
      { ver, now, par: user.id, moyen: 'poste', acte: 'modification', champs },
    )
  if (absorbed !== null) await removeFusion(writer, absorbed)
  await takeAway(writer, kind, ecarte)
  await putFusion(writer, seal, one)
}

/**
 * Decides of a pair. Rejects with Forbidden; AccountRefusal `doublon-inconnu`, `doublon-decide` (somebody was first),
 * `fusion-impossible` (a sheet is gone, or people keep the one that would go).
 */
export const decideDoublon = (parts: AccountParts, user: User, id: string, acte: DoublonActe): Promise<void> =>
  runAccount(parts, user, async (context) => {
    const { writer, seal, actor, now } = context
    allow(actor, 'moderation.voir')
    const one = await doublonOf(writer, seal, id)
    if (one === null) throw new AccountRefusal('doublon-inconnu')
    const { kind, paire } = one
    for (const side of paire) {
      const doc = recordOf(await writer.entity({ kind, id: side }))
      // One that has gone is nobody's: the other decides of the right.
      if (doc !== null) allow(actor, 'doublon.decider', await targetOfListing(writer, kind, doc))
    }
    if (one.etat !== 'propose') throw new AccountRefusal('doublon-decide')
    if (acte.geste === 'fusionner') {
      const ecarte = paire.find((side) => side !== acte.garde)
      if (!paire.includes(acte.garde) || ecarte === undefined) throw new AccountRefusal('fusion-impossible')
      await merge({ context, user, kind, garde: acte.garde, ecarte }, acte.choix)
    }
    const decision = { user_id: user.id, nom: userName(user) || safeName(user), le: new Date(now).toISOString() }
    await putDoublon(writer, seal, { ...one, etat: acte.geste === 'distinct' ? 'distinct' : 'fusionne', decision })
    await context.journal({
      action: acte.geste === 'distinct' ? 'doublon.distinct' : 'doublon.fusionne',
      objet: { kind, id: acte.geste === 'distinct' ? paire[0] : acte.garde },
      details: { autre: paire.find((side) => side !== (acte.geste === 'distinct' ? paire[0] : acte.garde)) ?? null },
    })
  })

/** The kept sheet as it would be without the merge: what was edited since stays. */
const unfused = (current: Doc, one: Fusion): Doc => {
  const [now, made, own] = [flat(current), flat(fused(one)), flat((one.membres[one.garde] ?? {}) as Doc)]
  const champs = Object.entries(one.choix).filter(([champ, from]) => from !== one.garde && same(now[champ], made[champ]))
  return deep({ ...now, ...Object.fromEntries(champs.map(([champ]) => [champ, own[champ] ?? null])) })
}

/** `null` puts an optional field of the sheet that was absent: taken away again, so that it is as it was. */
const withoutNew = (doc: Doc, own: Doc): Doc =>
  Object.fromEntries(Object.entries(doc).filter(([champ, value]) => value !== null || own[champ] !== undefined))

/**
 * Takes a merge back: every sheet is what its source says of it now. Rejects with Forbidden, AccountRefusal `fusion-inconnue`.
 */
export const unmerge = (parts: AccountParts, user: User, kind: DoublonKind, garde: string): Promise<void> =>
  runAccount(parts, user, async (context) => {
    const { writer, seal, actor } = context
    allow(actor, 'moderation.voir')
    const one = await fusionOf(writer, seal, kind, garde)
    if (one === null) throw new AccountRefusal('fusion-inconnue')
    const current = await wholeSheet(writer, seal, kind, garde)
    const own = (one.membres[garde] ?? {}) as Doc
    allow(actor, 'doublon.decider', await targetOfListing(writer, kind, current ?? own))
    for (const [id, doc] of Object.entries(one.membres)) if (id !== garde) await put(writer, seal, kind, doc as Doc)
    for (const [service, from] of Object.entries(one.services)) {
      const doc = await wholeSheet(writer, seal, 'service', service)
      // Moved elsewhere since: that was somebody's choice.
      if (doc !== null && doc['structure_id'] === garde) await putService(writer, seal, { ...doc, structure_id: from })
    }
    if (current !== null) await put(writer, seal, kind, withoutNew(unfused(current, one), own))
    await removeFusion(writer, one)
    await context.journal({
      action: 'doublon.separe',
      objet: { kind, id: garde },
      details: { fiches: Object.keys(one.membres).length },
    })
  })
