import { Disponibilite, type Verification } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { type Actor, may, relationsOf, type Target } from '#shared/rights.ts'
import type { Json } from '#shared/rpc.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import { changedSince } from '#server/listing/history.ts'
import { sayAvailability, verifyListing } from '#server/listing/verify.ts'
import { recordOf } from './catalogue-rows.ts'
import { applied, type Command, gone, invalid, mergeOutcome, rejected } from './command.ts'
import { targetOfListing, targetOfService } from './rights.ts'

/** `service.verify`, `structure.verify`, `service.availability`: what is said of a listing without editing it. */

const VERIFICATIONS = 'dora.verifications'
const AVAILABILITY = 'dora.disponibilite'

/** In whose name it is said: the structure's own people first. */
export const voiceOf = (actor: Actor, target: Target): Verification['par'] => {
  const relations = relationsOf(actor, target)
  if (relations.has('membre') || relations.has('administrateur')) return 'structure'
  return relations.has('gestionnaire') ? 'territoire' : 'equipe'
}

const map = (doc: Doc): Doc => {
  const value = doc[VERIFICATIONS]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Doc) : {}
}

/** How a desk says that a group was checked is heard of a telephone call alone. */
const isTelephone = (said: Json | undefined): boolean =>
  typeof said === 'object' && said !== null && (said as Doc)['moyen'] === 'telephone'

const verify =
  (kind: 'service' | 'structure'): Command =>
  async (context, asked) => {
    const { writer, actor, moyen = 'poste' } = context
    const current = await writer.entity(asked.key)
    const theirs = recordOf(current)
    if (current === null || theirs === null) return gone(asked)
    const target = await targetOfListing(writer, kind, theirs)
    if (!may(actor, kind === 'service' ? 'service.ecrire' : 'structure.modifier', target)) return rejected('forbidden')
    const [was, is] = [map(asked.base), map(asked.patch)]
    // Those that the desk has just said: what it says of their date is not asked.
    const said = Object.keys(is).filter((code) => JSON.stringify(is[code]) !== JSON.stringify(was[code] ?? null))
    // What someone else has written since was not seen: nobody says that it is right.
    const since = asked.base_ver > 0 && current.ver > asked.base_ver
    const seen = { ver: asked.base_ver, userId: context.user.id }
    const unseen = since ? await changedSince(writer, context.seal, asked.key, seen) : new Set<string>()
    const groupes = groupsOf(kind)
      .filter(({ code, champs }) => said.includes(code) && !champs.some(({ champ }) => unseen.has(champ)))
      .map(({ code }) => code)
    if (said.length > 0 && groupes.length === 0 && unseen.size > 0) return rejected('change-depuis')
    const par = voiceOf(actor, target)
    // Nobody telephones to themselves.
    const telephone = new Set(par === 'structure' ? [] : groupes.filter((code) => isTelephone(is[code])))
    const saved = await verifyListing(context, { kind, id: asked.key.id, groupes, moyen, par, telephone })
    return saved === null ? invalid(VERIFICATIONS) : applied(saved.ver)
  }

const availability: Command = async (context, asked) => {
  const { writer, actor, moyen = 'poste' } = context
  const current = await writer.entity(asked.key)
  const theirs = recordOf(current)
  if (current === null || theirs === null) return gone(asked)
  if (!may(actor, 'service.ecrire', await targetOfService(writer, theirs))) return rejected('forbidden')
  const pick = (doc: Doc): Doc => ({ [AVAILABILITY]: flat(doc)[AVAILABILITY] ?? null })
  const merged = mergePatch(pick(asked.base), pick(asked.patch), pick(theirs))
  if (Object.keys(merged.clashes).length > 0) return mergeOutcome(merged, current.ver)
  const wanted: Json = merged.doc[AVAILABILITY] ?? null
  if (JSON.stringify(wanted) === JSON.stringify(pick(theirs)[AVAILABILITY])) return applied(current.ver)
  const said = Disponibilite.nullable().safeParse(wanted)
  if (!said.success) return invalid(AVAILABILITY)
  const saved = await sayAvailability(context, { id: asked.key.id, disponibilite: said.data, moyen })
  if (saved === null) return gone(asked)
  return 'wrong' in saved ? invalid(`${AVAILABILITY}.${saved.wrong}`) : applied(saved.ver)
}

export const SAY_COMMANDS: Readonly<Record<string, Command>> = {
  'service.verify': verify('service'),
  'structure.verify': verify('structure'),
  'service.availability': availability,
}
