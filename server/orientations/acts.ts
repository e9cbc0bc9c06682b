import { parisDay } from '#shared/listing/days.ts'
import { cleanText } from '#shared/listing/clean-text.ts'
import { fillPlaceholders, REFUSAL_CODES, unsafeMessage } from '#shared/orientation/answers.ts'
import { mayNudgeAt, REPORT_JOURS } from '#shared/orientation/clocks.ts'
import type { ReceptionCommand, ReceptionPatch } from '#shared/orientation/commands.ts'
import { after, type Cote, type Geste, type Issue } from '#shared/orientation/life.ts'
import type { Courrier, Orientation } from '#shared/orientation/model.ts'
import type { Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { currentFacts } from './facts.ts'
import {
  accepted,
  cancelled,
  contact,
  created,
  expired,
  handedOver,
  type LetterParts,
  linkRenewed,
  nudged,
  postponed,
  refused,
  reminder,
} from './letters.ts'
import { newLink, withLink } from './link.ts'
import { dropPieces } from './pieces-rows.ts'
import { orientationOf, putOrientation, type Saved } from './rows.ts'

/**
 * One implementation of each act on a request, whoever does it: a desk, the holder of the link, moderation, a clock. Each stages the
 * request, its letters and what becomes of its files in the transaction of `writer`, or answers why not, having staged nothing.
 */

export type ActContext = {
  readonly writer: Writer
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: number
  /** Address of this server, without a final « / »; no letter is written without it. */
  readonly publicUrl?: string | undefined
}

/** `nom`: shown in the story of the request; '' with `id` for the holder of the link and for clocks. */
export type By = { readonly cote: Cote; readonly nom: string; readonly id: string }

/** `deja-traitee`: its state does not allow it, any more or yet. */
export type Acted =
  { readonly ok: true; readonly orientation: Orientation; readonly saved: Saved } | { readonly ok: false; readonly code: string }

const ROBOT: By = { cote: 'robot', nom: '', id: '' }
/** Whoever holds the link of a letter. */
export const LINK_HOLDER: By = { cote: 'lien', nom: '', id: '' }

const no = (code: string): Acted => ({ ok: false, code })

const iso = (now: number): string => new Date(now).toISOString()

const lettersOf = ({ writer, seal, now, publicUrl }: ActContext): LetterParts => ({ writer, seal, now, publicUrl })

const told = (
  one: Orientation,
  quoi: Orientation['evenements'][number]['quoi'],
  by: By,
  now: number,
  texte = '',
  more: { readonly pour_id?: string } = {},
): Orientation => ({
  ...one,
  evenements: [...one.evenements, { le: iso(now), quoi, cote: by.cote, par: by.nom, par_id: by.id, texte, ...more }],
})

const moved = (one: Orientation, geste: Geste, by: By, now: number): Orientation | null => {
  const etat = after(one.etat, geste, by.cote)
  if (etat === null || one.anonyme_le !== null) return null
  return etat === one.etat ? one : { ...one, etat, traitee_le: iso(now) }
}

const wrote = (one: Orientation, letters: readonly Courrier[]): Orientation => ({
  ...one,
  courriers: [...one.courriers, ...letters],
})

const save = async ({ writer, seal }: ActContext, one: Orientation): Promise<Acted> => ({
  ok: true,
  orientation: one,
  saved: await putOrientation(writer, seal, one),
})

/** Closed without being accepted: its files are of no use to anyone. */
export const withoutPieces = async ({ writer, seal, now }: ActContext, one: Orientation): Promise<Orientation> => {
  if (one.pieces.length === 0) return one
  await dropPieces(
    writer,
    seal,
    one.pieces.map(({ id }) => id),
  )
  return told({ ...one, pieces: [], pieces_supprimees_le: iso(now) }, 'pieces-supprimees', ROBOT, now)
}

/** What people type is kept as text, and refused when it could be read as a program (§3.3). */
const words = (text: string): string | null => {
  const clean = cleanText(text)
  return unsafeMessage(clean) ? null : clean
}

/** A letter with a link of its own. */
const withLetter = async (
  context: ActContext,
  one: Orientation,
  letter: (parts: LetterParts, o: Orientation, secret: string) => Promise<readonly Courrier[]>,
): Promise<Orientation> => {
  const { secret, lien } = newLink(one.id, context.now)
  const linked = withLink(one, lien)
  return wrote(linked, await letter(lettersOf(context), linked, secret))
}

/** The address the structure gives now: one that was mended since the sending is the right one. */
const readdressed = async (context: ActContext, one: Orientation): Promise<Orientation> => {
  const { courriel } = await currentFacts(context.writer, context.seal, one.service.id)
  return courriel === null ? one : { ...one, destinataire: courriel }
}

/** Sent at last: first time, or released by moderation. */
export const transmit = async (context: ActContext, one: Orientation): Promise<Orientation> => withLetter(context, one, created)

// ---- by moderation and by clocks

export const approve = async (context: ActContext, one: Orientation, by: By): Promise<Acted> => {
  const open = moved(one, 'approuver', by, context.now)
  if (open === null) return no('deja-traitee')
  return save(context, await transmit(context, told(await readdressed(context, open), 'approuvee', by, context.now)))
}

/** The members hear of it from whoever decides. */
export const reject = async (context: ActContext, one: Orientation, by: By): Promise<Acted> => {
  const closed = moved(one, 'rejeter', by, context.now)
  if (closed === null) return no('deja-traitee')
  return save(context, await withoutPieces(context, told(closed, 'rejetee', by, context.now)))
}

export const remind = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const open = moved(one, 'rappeler', ROBOT, context.now)
  if (open === null) return no('deja-traitee')
  const counted = { ...(await readdressed(context, open)), relance_le: iso(context.now), relances: one.relances + 1 }
  return save(context, await withLetter(context, told(counted, 'rappelee', ROBOT, context.now), reminder))
}

export const expire = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const closed = moved(one, 'expirer', ROBOT, context.now)
  if (closed === null) return no('deja-traitee')
  const without = await withoutPieces(context, told(closed, 'expiree', ROBOT, context.now))
  return save(context, await withLetter(context, without, expired))
}

/** The holder of a link that is good no more asks for another: it goes to the structure's own address. */
export const renewLink = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const open = moved(one, 'renouveler-lien', LINK_HOLDER, context.now)
  if (open === null) return no('deja-traitee')
  const addressed = await readdressed(context, open)
  return save(context, await withLetter(context, told(addressed, 'lien-renouvele', LINK_HOLDER, context.now), linkRenewed))
}

/** The letter that tells the structure of it will never arrive: who sent it is told, and looks elsewhere at once. */
export const undelivered = async (context: ActContext, id: string): Promise<void> => {
  const one = await orientationOf(context.writer, context.seal, id)
  // Read or answered, by a desk or an earlier letter: it was heard of.
  if (one === null || one.etat !== 'OUVERTE' || one.lue_le !== null || one.anonyme_le !== null) return
  const next = { ...one, non_remise_le: iso(context.now) }
  await putOrientation(context.writer, context.seal, told(next, 'non-remise', ROBOT, context.now))
}

// ---- by the side that sent it

export const nudge = async (context: ActContext, one: Orientation, by: By, message: string): Promise<Acted> => {
  const open = moved(one, 'relancer', by, context.now)
  if (open === null) return no('deja-traitee')
  const at = mayNudgeAt(one)
  if (at !== null && at > context.now) return no('trop-tot')
  const texte = words(message)
  if (texte === null) return no('message')
  const counted = { ...(await readdressed(context, open)), relance_le: iso(context.now), relances: one.relances + 1 }
  return save(
    context,
    await withLetter(context, told(counted, 'relancee', by, context.now, texte), (parts, o, secret) =>
      nudged(parts, o, secret, texte),
    ),
  )
}

export const cancel = async (context: ActContext, one: Orientation, by: By, message: string): Promise<Acted> => {
  const closed = moved(one, 'annuler', by, context.now)
  if (closed === null) return no('deja-traitee')
  const texte = words(message)
  if (texte === null) return no('message')
  const without = await withoutPieces(context, told(closed, 'annulee', by, context.now, texte))
  // What moderation held, nobody was told of.
  const letters = one.etat === 'OUVERTE' ? await cancelled(lettersOf(context), without, texte) : []
  return save(context, wrote(without, letters))
}

/** @param to a member of the same side; null for nobody, on the side of the structure. */
export type Colleague = {
  readonly user_id: string
  readonly nom: string
  readonly prenom: string
  readonly entier: string
  readonly courriel: string
}

export const handOver = async (context: ActContext, one: Orientation, by: By, to: Colleague | null): Promise<Acted> => {
  const kept = moved(one, 'confier', by, context.now)
  if (kept === null) return no('deja-traitee')
  const event = told(kept, 'confiee', by, context.now, to?.entier ?? '', to === null ? {} : { pour_id: to.user_id })
  if (by.cote === 'structure') {
    const next = { ...event, suivi_par: to === null ? null : { user_id: to.user_id, nom: to.entier } }
    if (to === null) return save(context, next)
    return save(
      context,
      wrote(next, await handedOver(lettersOf(context), next, { courriel: to.courriel, nom: to.entier, sens: 'reception' })),
    )
  }
  if (to === null) return no('validation.a')
  const { prescripteur, referent } = one
  // Who sent it was the referent: so is the one who takes it over. The telephone is the office's.
  const same = referent.courriel.toLowerCase() === prescripteur.courriel.toLowerCase()
  const next: Orientation = {
    ...event,
    prescripteur: { ...prescripteur, user_id: to.user_id, nom: to.entier, courriel: to.courriel },
    referent: same ? { ...referent, nom: to.nom, prenom: to.prenom, courriel: to.courriel } : referent,
  }
  return save(
    context,
    wrote(next, await handedOver(lettersOf(context), next, { courriel: to.courriel, nom: to.entier, sens: 'envoi' })),
  )
}

// ---- by either side

export const recordOutcome = async (context: ActContext, one: Orientation, by: By, issue: Issue): Promise<Acted> => {
  const kept = moved(one, 'constater', by, context.now)
  if (kept === null) return no('deja-traitee')
  if (one.issue?.quoi === issue) return save(context, one)
  return save(context, told({ ...kept, issue: { quoi: issue, le: iso(context.now), cote: by.cote } }, issue, by, context.now))
}

// ---- by the structure, from a desk or by the link

type Receive<C extends ReceptionCommand> = (
  context: ActContext,
  one: Orientation,
  by: By,
  patch: ReceptionPatch<C>,
) => Promise<Acted>

const read: Receive<'read'> = async (context, one, by) => {
  const kept = moved(one, 'lire', by, context.now)
  if (kept === null) return no('deja-traitee')
  if (one.lue_le !== null) return save(context, one)
  return save(context, told({ ...kept, lue_le: iso(context.now) }, 'lue', by, context.now))
}

const acknowledge: Receive<'acknowledge'> = async (context, one, by) => {
  const kept = moved(one, 'accuser', by, context.now)
  if (kept === null) return no('deja-traitee')
  if (one.accusee_le !== null) return save(context, one)
  const at = iso(context.now)
  return save(context, told({ ...kept, lue_le: one.lue_le ?? at, accusee_le: at }, 'accusee', by, context.now))
}

const postpone: Receive<'postpone'> = async (context, one, by, { pas_avant, message }) => {
  const kept = moved(one, 'reporter', by, context.now)
  if (kept === null) return no('deja-traitee')
  const [today, last] = [parisDay(context.now), parisDay(context.now + REPORT_JOURS * 24 * 3600_000)]
  if (pas_avant <= today || pas_avant > last) return no('validation.pas_avant')
  const texte = words(message)
  if (texte === null) return no('message')
  const at = iso(context.now)
  const next = told(
    { ...kept, pas_avant, lue_le: one.lue_le ?? at, accusee_le: one.accusee_le ?? at },
    'reportee',
    by,
    context.now,
    texte,
  )
  return save(context, wrote(next, await postponed(lettersOf(context), next, texte)))
}

const accept: Receive<'accept'> = async (context, one, by, patch) => {
  const closed = moved(one, 'accepter', by, context.now)
  if (closed === null) return no('deja-traitee')
  const facts = await currentFacts(context.writer, context.seal, one.service.id)
  const filled = (text: string): string | null => words(fillPlaceholders(text, { adresse: facts.adresse ?? one.service.adresse }))
  const message = filled(patch.message)
  const toPerson = patch.message_personne === null ? '' : filled(patch.message_personne)
  if (message === null || message === '' || message.length > 1_000 || toPerson === null || toPerson.length > 1_000)
    return no('message')
  const at = iso(context.now)
  const next = told(
    {
      ...closed,
      lue_le: one.lue_le ?? at,
      service: { ...one.service, duree: facts.duree },
      reponse: { le: at, par: by.nom, par_id: by.id, message, motifs: [] },
    },
    'acceptee',
    by,
    context.now,
    message,
  )
  return save(
    context,
    await withLetter(context, next, (parts, o, secret) => accepted(parts, o, secret, toPerson === '' ? null : toPerson)),
  )
}

const refuse: Receive<'refuse'> = async (context, one, by, patch) => {
  const closed = moved(one, 'refuser', by, context.now)
  if (closed === null) return no('deja-traitee')
  const motifs = [...new Set(patch.motifs)]
  if (!motifs.every((code) => REFUSAL_CODES.has(code))) return no('validation.motifs')
  const message = words(patch.message)
  if (message === null || message === '') return no('message')
  const at = iso(context.now)
  const next = await withoutPieces(
    context,
    told(
      { ...closed, lue_le: one.lue_le ?? at, reponse: { le: at, par: by.nom, par_id: by.id, message, motifs } },
      'refusee',
      by,
      context.now,
      message,
    ),
  )
  return save(context, wrote(next, await refused(lettersOf(context), next)))
}

const write: Receive<'write'> = async (context, one, by, { a, message, copies }) => {
  const geste = a === 'beneficiaire' ? 'ecrire-beneficiaire' : 'ecrire-prescripteur'
  const kept = moved(one, geste, by, context.now)
  if (kept === null) return no('deja-traitee')
  if ((a === 'beneficiaire' || copies.includes('beneficiaire')) && one.personne.courriel === '')
    return no('validation.beneficiaire')
  // Of an account that is no more, with no other address to write to.
  if (a === 'prescripteur' && one.prescripteur.courriel === '' && one.referent.courriel === '')
    return no('validation.prescripteur')
  const texte = words(message)
  if (texte === null || texte === '') return no('message')
  const at = iso(context.now)
  const quoi = a === 'beneficiaire' ? 'message-beneficiaire' : 'message-prescripteur'
  const next = told({ ...kept, lue_le: one.lue_le ?? at }, quoi, by, context.now, texte)
  return save(context, wrote(next, await contact(lettersOf(context), next, { a, message: texte, copies })))
}

/** A colleague was looked up by whoever may. */
export type ReceiveCommand = Exclude<ReceptionCommand, 'handover'>

const RECEIVE: { readonly [C in ReceiveCommand]: Receive<C> } = {
  read,
  acknowledge,
  postpone,
  accept,
  refuse,
  write,
  outcome: (context, one, by, { issue }) => recordOutcome(context, one, by, issue),
}

/** @param patch as RECEPTION_PATCHES parse it. */
export const receive = <C extends ReceiveCommand>(
  context: ActContext,
  one: Orientation,
  by: By,
  command: C,
  patch: ReceptionPatch<C>,
): Promise<Acted> => RECEIVE[command](context, one, by, patch)
