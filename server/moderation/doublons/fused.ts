import { CHANNEL_OF, type ContactField } from '#shared/listing/contact-fields.ts'
import { deep, flat } from '#shared/listing/flat.ts'
import type { Fusion } from '#shared/moderation/doublon.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { OWN_FIELDS } from './choose.ts'

/** What a merge makes of its members, and the way back. Pure. */

export const same = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

const PUBLIC = 'dora.is_contact_info_public'
const CONTACT = Object.keys(CHANNEL_OF) as ContactField[]
const isFilled = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== ''

/**
 * A contact that one sheet keeps for professionals stays so in the other, whatever else is chosen. Documents are flat.
 * @param from the sheet that a field of the contact comes from
 */
export const keepHidden = (made: Doc, from: (champ: ContactField) => Doc | undefined): Doc =>
  CONTACT.some((champ) => isFilled(made[champ]) && from(champ)?.[PUBLIC] === false) ? { ...made, [PUBLIC]: false } : made

/** The one sheet, deep, as their sources last said its members. */
export const fused = ({ garde, membres, choix }: Pick<Fusion, 'garde' | 'membres' | 'choix'>): Doc => {
  const flats = new Map(Object.entries(membres).map(([id, doc]) => [id, flat(doc as Doc)]))
  const made: Record<string, Json | undefined> = { ...flats.get(garde) }
  for (const [champ, from] of Object.entries(choix)) {
    const other = flats.get(from)
    if (from === garde || other === undefined || OWN_FIELDS.has(champ)) continue
    const value = other[champ]
    if (value === undefined || value === null) delete made[champ]
    else made[champ] = value
  }
  return deep(keepHidden(made, (champ) => flats.get(choix[champ] ?? garde)))
}

/** What was edited since stays, and with it what keeps it for professionals. */
const unfused = (current: Doc, one: Fusion): Doc => {
  const [now, made, own] = [flat(current), flat(fused(one)), flat((one.membres[one.garde] ?? {}) as Doc)]
  const chosen = Object.entries(one.choix).flatMap(([champ, from]) => (from === one.garde ? [] : [champ]))
  const back = [...new Set([...chosen, PUBLIC])].filter(
    (champ) => !same(made[champ], own[champ]) && same(now[champ], made[champ]),
  )
  const alone: Doc = { ...now, ...Object.fromEntries(back.map((champ) => [champ, own[champ] ?? null])) }
  const edited = CONTACT.some((champ) => !same(alone[champ], own[champ]))
  return deep(edited && now[PUBLIC] === false ? { ...alone, [PUBLIC]: false } : alone)
}

/** `null` puts an optional field of the sheet that was absent: taken away again, so that it is as it was. */
const withoutNew = (doc: Doc, own: Doc): Doc =>
  Object.fromEntries(Object.entries(doc).filter(([champ, value]) => value !== null || own[champ] !== undefined))

/** The sheet that was kept, deep, as it would be without the merge. */
export const separated = (current: Doc, one: Fusion): Doc =>
  withoutNew(unfused(current, one), (one.membres[one.garde] ?? {}) as Doc)
