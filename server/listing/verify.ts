import { Disponibilite, type Service, type Verification } from '#shared/catalogue/record.ts'
import { renewed, wrongAvailability } from '#shared/listing/availability.ts'
import { cleanText } from '#shared/listing/clean-text.ts'
import { parisDay } from '#shared/listing/days.ts'
import { deep, flat } from '#shared/listing/flat.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { User, Writer } from '../store/types.ts'
import { putService, putStructure, recordOf } from '../sync/commands/catalogue-rows.ts'
import { withContact } from '../sync/commands/contact.ts'
import type { Seal } from '../sync/seal.ts'
import { type Moyen, writeHistory } from './history.ts'

/**
 * « Toujours exact », and room for one more: said of a listing without being an edit of it. `date_maj` stays what it was
 * (peers.md §5, rows 5 and 6). Rights are the caller's business.
 */

export type SayContext = {
  readonly writer: Writer
  readonly seal: Seal
  /** Null for someone who came by a link, without an account. */
  readonly user: User | null
  /** Milliseconds since 1970. */
  readonly now: number
}

const VERIFIED_BY: Readonly<Record<Moyen, Verification['moyen']>> = {
  poste: 'poste',
  lien: 'lien',
  import: 'partenaire',
  modele: 'poste',
  suggestion: 'poste',
  serveur: 'partenaire',
}

/** The listing whole, with the contact that its public row leaves out; null when it is not there. */
const wholeOf = async ({ writer, seal }: SayContext, kind: 'service' | 'structure', id: string): Promise<Doc | null> => {
  const doc = recordOf(await writer.entity({ kind, id }))
  return doc === null || kind === 'structure' ? doc : withContact(writer, seal, doc)
}

const sameJson = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

const put = async (context: SayContext, kind: 'service' | 'structure', doc: Doc): Promise<{ readonly ver: number }> =>
  kind === 'service' ? putService(context.writer, context.seal, doc) : putStructure(context.writer, doc)

/**
 * Says that groups of fields are right, all of them when `groupes` is null; those that are unknown are left out. Answers the
 * version of the row; null when the listing is not there, or no group was known.
 */
export const verifyListing = async (
  context: SayContext,
  ask: {
    readonly kind: 'service' | 'structure'
    readonly id: string
    readonly groupes: readonly string[] | null
    readonly moyen: Moyen
    readonly par: Verification['par']
    /** Groups that somebody of the place confirmed on the telephone. */
    readonly telephone?: ReadonlySet<string>
  },
): Promise<{ readonly ver: number } | null> => {
  const { kind, id, moyen, par, telephone } = ask
  const theirs = await wholeOf(context, kind, id)
  const codes = groupsOf(kind).map(({ code }) => code)
  const groupes = ask.groupes === null ? codes : codes.filter((code) => ask.groupes?.includes(code))
  if (theirs === null || groupes.length === 0) return null
  const le = parisDay(context.now)
  const saidOf = (code: string): Json =>
    ({ le, par, moyen: telephone?.has(code) === true ? 'telephone' : VERIFIED_BY[moyen] }) satisfies Verification
  const before = (flat(theirs)['dora.verifications'] ?? {}) as Doc
  const fresh = groupes.filter((code) => !sameJson(before[code], saidOf(code)))
  // Said again the same day, by the same: nothing more is known.
  if (fresh.length === 0) return { ver: (await context.writer.entity({ kind, id }))?.ver ?? 0 }
  const after = { ...before, ...Object.fromEntries(fresh.map((code) => [code, saidOf(code)])) }
  const saved = await put(context, kind, deep({ ...flat(theirs), 'dora.verifications': after }))
  await writeHistory(
    context.writer,
    context.seal,
    { kind, id },
    {
      par: context.user?.id ?? null,
      moyen,
      acte: 'verification',
      champs: fresh.map((code) => ({ champ: code, avant: before[code] ?? null, apres: saidOf(code) })),
      ver: saved.ver,
      now: context.now,
    },
  )
  return saved
}

export type Availability = Omit<Disponibilite, 'dit_le'>

const tidied = ({ precision, ...rest }: Availability): Availability => {
  const text = cleanText(precision ?? '')
  return text === '' ? rest : { ...rest, precision: text }
}

/**
 * Says how much room a service has; null takes it back. Answers the version of the row, or the name of what is wrong;
 * null when the service is not there.
 */
export const sayAvailability = async (
  context: SayContext,
  { id, disponibilite, moyen }: { readonly id: string; readonly disponibilite: Availability | null; readonly moyen: Moyen },
): Promise<{ readonly ver: number } | { readonly wrong: string } | null> => {
  const theirs = await wholeOf(context, 'service', id)
  if (theirs === null) return null
  const today = parisDay(context.now)
  const said = disponibilite === null ? null : Disponibilite.parse({ ...tidied(disponibilite), dit_le: today })
  const wrong = said === null ? null : wrongAvailability(said, today)
  if (wrong !== null) return { wrong }
  const before = flat(theirs)['dora.disponibilite'] ?? null
  if (sameJson(before, said as unknown as Json)) return { ver: (await context.writer.entity({ kind: 'service', id }))?.ver ?? 0 }
  const saved = await put(context, 'service', deep({ ...flat(theirs), 'dora.disponibilite': said as unknown as Json }))
  await writeHistory(
    context.writer,
    context.seal,
    { kind: 'service', id },
    {
      par: context.user?.id ?? null,
      moyen,
      acte: 'disponibilite',
      champs: [{ champ: 'dora.disponibilite', avant: before, apres: said as unknown as Json }],
      ver: saved.ver,
      now: context.now,
    },
  )
  return saved
}

/** The same again for as long; null when nothing was said, or the service is not there. */
export const renewAvailability = async (
  context: SayContext,
  { id, moyen }: { readonly id: string; readonly moyen: Moyen },
): Promise<{ readonly ver: number } | null> => {
  const theirs = await wholeOf(context, 'service', id)
  const said = (theirs as unknown as Service | null)?.dora?.disponibilite
  if (said === undefined) return null
  const { dit_le: _day, ...again } = renewed(said, parisDay(context.now))
  const saved = await sayAvailability(context, { id, disponibilite: again, moyen })
  return saved !== null && 'ver' in saved ? saved : null
}
