import { deep, flat } from '#shared/listing/flat.ts'
import { editableFields } from '#shared/listing/groups.ts'
import type { DoublonActe, DoublonKind, Fusion } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountContext, type AccountParts, runAccount } from '#server/accounts/context.ts'
import { membershipsOfStructure } from '#server/accounts/memberships.ts'
import { AccountRefusal, allow } from '#server/accounts/refusal.ts'
import { safeName, userName } from '#server/accounts/user.ts'
import { changesBetween, writeHistory } from '#server/listing/history.ts'
import { moveSuggestions } from '#server/listing/suggestions.ts'
import { heldOf } from '#server/orientations/moderation.ts'
import type { Reader, User, Writer } from '#server/store/types.ts'
import { putService, putStructure, recordOf } from '#server/sync/commands/catalogue-rows.ts'
import { contactKey, withContact } from '#server/sync/commands/contact.ts'
import { targetOfListing } from '#server/sync/commands/rights.ts'
import type { Seal } from '#server/sync/seal.ts'
import { OWN_FIELDS } from './choose.ts'
import { keepHidden, same, separated } from './fused.ts'
import { mayTake } from './taking.ts'
import { doublonOf, fusionOf, putDoublon, putFusion, removeFusion } from './rows.ts'

/**
 * Two sheets become one, or are said to be two; the way back is unmerge.ts. The sheet that goes leaves the reference: its document stays in
 * the merge, where imports go on writing it (arrivals.ts), so that it comes back as its source says it now.
 */

/** A sheet whole, with the contact that its public row leaves out; null when it is not there. */
export const wholeSheet = async (reader: Reader, seal: Seal, kind: DoublonKind, id: string): Promise<Doc | null> => {
  const doc = recordOf(await reader.entity({ kind, id }))
  return doc === null || kind === 'structure' ? doc : withContact(reader, seal, doc)
}

export const putSheet = (writer: Writer, seal: Seal, kind: DoublonKind, doc: Doc): Promise<{ readonly ver: number }> =>
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
  // Of people who have gone since: with it, nobody could release them nor reject them.
  if (kind === 'structure' && (await heldOf(reader, seal, String(doc['id']))).length > 0)
    return 'Des demandes y sont retenues\u202f: elle ne peut être que celle que l’on garde.'
  return null
}

/** With what is suggested of it, which is the task of whoever offers it. */
export const moveService = async ({ writer, seal }: AccountContext, doc: Doc, from: string, to: string): Promise<void> => {
  await putService(writer, seal, { ...doc, structure_id: to })
  await moveSuggestions(writer, seal, String(doc['id']), { from, to })
}

/** Services of a structure that goes are those of the one that stays. */
const moveServices = async (context: AccountContext, from: string, to: string): Promise<readonly string[]> => {
  const { writer, seal } = context
  const moved: string[] = []
  for (const child of await writer.children('service', from)) {
    const doc = await wholeSheet(writer, seal, 'service', child.id)
    if (doc === null) continue
    await moveService(context, doc, from, to)
    moved.push(child.id)
  }
  return moved
}

const takeAway = async (writer: Writer, kind: DoublonKind, id: string): Promise<void> => {
  await writer.remove({ kind, id })
  if (kind === 'service') await writer.remove(contactKey(id))
}

type Scene = {
  readonly context: AccountContext
  readonly user: User
  readonly kind: DoublonKind
  readonly garde: string
  readonly ecarte: string
}

type Choix = Fusion['choix']

/** Fields of an editor, taken from one of the two that were side by side, by who might write them: nothing else is anybody's to choose. */
const chosenOf = async (
  { context, kind, garde, ecarte }: Scene,
  { kept, gone }: { readonly kept: Doc; readonly gone: Doc },
  choix: Readonly<Record<string, string>>,
): Promise<Choix> => {
  const fields = new Set(editableFields(kind))
  const target = await targetOfListing(context.writer, kind, kept)
  const theirs = flat(gone)
  const takes = (champ: string): boolean => mayTake(context.actor, target, kept, champ, theirs[champ])
  return Object.fromEntries(
    Object.entries(choix).filter(([champ, from]) => fields.has(champ) && (from === garde || (from === ecarte && takes(champ)))),
  )
}

/** The member whose value a side of the pair shows: another than itself when a former merge took it there. */
const originOf = (champ: string, from: string, side: Doc, former: Fusion | null): string => {
  const told = former?.choix[champ]
  const other = told === undefined ? undefined : former?.membres[told]
  return told !== undefined && other !== undefined && same(flat(side)[champ], flat(other as Doc)[champ]) ? told : from
}

const merge = async (scene: Scene, asked: Readonly<Record<string, string>>): Promise<void> => {
  const { context, user, kind, garde, ecarte } = scene
  const { writer, seal, now } = context
  const [kept, gone] = [await wholeSheet(writer, seal, kind, garde), await wholeSheet(writer, seal, kind, ecarte)]
  if (kept === null || gone === null || (await keptBack(writer, seal, kind, gone)) !== null)
    throw new AccountRefusal('fusion-impossible')
  const [before, absorbed] = [await fusionOf(writer, seal, kind, garde), await fusionOf(writer, seal, kind, ecarte)]
  const chosen = await chosenOf(scene, { kept, gone }, asked)
  const origins = Object.entries(chosen).map(([champ, from]): readonly [string, string] => [
    champ,
    from === garde ? originOf(champ, from, kept, before) : originOf(champ, from, gone, absorbed),
  ])
  const services = { ...absorbed?.services, ...before?.services }
  if (kind === 'structure') for (const id of await moveServices(context, ecarte, garde)) services[id] ??= ecarte
  const one: Fusion = {
    kind,
    garde,
    membres: {
      ...absorbed?.membres,
      ...before?.membres,
      ...(before === null ? { [garde]: kept } : {}),
      // What was edited here since it was itself merged is its own.
      [ecarte]: absorbed === null ? gone : separated(gone, absorbed),
    } as Fusion['membres'],
    choix: { ...before?.choix, ...Object.fromEntries(origins) },
    services,
    par: { user_id: user.id, nom: userName(user) || safeName(user) },
    le: new Date(now).toISOString(),
  }
  // What the kept one says now stays, edited here or taken by a former merge, but for the fields that are taken now.
  const [mine, theirs] = [flat(kept), flat(gone)]
  const taken = Object.entries(chosen).flatMap(([champ, from]) =>
    from === ecarte ? [[champ, theirs[champ] ?? null] as const] : [],
  )
  const doc = keepHidden({ ...mine, ...Object.fromEntries(taken) }, (champ) => (chosen[champ] === ecarte ? theirs : mine))
  const { ver } = await putSheet(writer, seal, kind, deep(doc))
  const champs = changesBetween(mine, doc, OWN_FIELDS)
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
