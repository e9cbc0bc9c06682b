import { parisDay } from '#shared/listing/days.ts'
import { fillPlaceholders, REFUSAL_CODES } from '#shared/orientation/answers.ts'
import { REPORT_JOURS } from '#shared/orientation/clocks.ts'
import type { ReceptionCommand, ReceptionPatch } from '#shared/orientation/commands.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import {
  type ActContext,
  type Acted,
  type By,
  iso,
  lettersOf,
  moved,
  no,
  save,
  told,
  withLetter,
  withoutPieces,
  words,
  wrote,
} from './act.ts'
import { recordOutcome } from './acts-both.ts'
import { currentFacts } from './facts.ts'
import { accepted, contact, postponed, refused } from './letters.ts'

/** Acts of the structure that receives it, from a desk or by the link. */

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
