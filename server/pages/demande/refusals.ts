import { numeroOf, type Reception } from '#shared/orientation/model.ts'
import { address, html, type Html } from '../html.ts'
import { type Page, paragraph } from '../page.ts'
import { act, demandePage, type Place } from './frame.ts'
import { byWhom, dayOf, minuteOf, stateOf } from './words.ts'

/** Pages of links that open nothing, or no more, and of answers that could not be given. Nothing of a request is told on the first ones. */

const told = (status: number, title: string, ...sentences: readonly string[]): Page =>
  demandePage({ status, title, body: html`${sentences.map(paragraph)}`, form: false })

/** It is not lost. */
const written = (typed: string): Html | null =>
  typed.trim() === ''
    ? null
    : html`<h2>Ce que vous aviez écrit</h2>
        <p class="note">Rien n’en est parti. Copiez-le pour le reprendre.</p>
        <p class="asis">${typed.trim()}</p>`

/** Forged, cut, of another request, held by moderation, deleted: nobody can tell which. */
export const DEMANDE_UNKNOWN = told(
  404,
  'Ce lien ne mène à aucune demande',
  'Il est incomplet, a été remplacé par un plus récent, ou n’a jamais existé.',
  'Ouvrez-le depuis le courriel reçu, en entier. S’il a été coupé, copiez-le jusqu’au dernier caractère.',
)

/** It was good: another can be had, at the structure's own address only. @param typed in a form left open for too long. */
export const expiredPage = (place: Place, typed: string): Page =>
  demandePage({
    status: 410,
    title: 'Ce lien a expiré',
    body: html`<p>
        Il était valable huit jours. Pour protéger la personne concernée, un nouveau lien ne s’affiche pas ici : il est envoyé à
        l’adresse électronique de la structure.
      </p>
      <div class="action">${act(place, 'renouveler', 'Recevoir un nouveau lien')}</div>
      ${written(typed)}
      <p class="soft">
        Si votre structure a un compte, la demande est aussi dans DORA sur le bureau, parmi les demandes reçues.
      </p>`,
  })

/** The same whatever the state of the request. */
export const RENEWED: Page = told(
  200,
  'C’est demandé',
  'Si la demande attend encore quelque chose de vous, un nouveau lien arrive dans quelques minutes à l’adresse électronique de la structure. Regardez aussi dans les courriers indésirables.',
  'Rien n’arrive\u202f? La demande a sans doute déjà reçu une réponse, a expiré ou a été retirée.',
)

export const DEMANDE_FOREIGN = told(
  403,
  'Cette réponse vient d’un autre site',
  'Elle a été refusée, et rien n’a été modifié. Ouvrez vous-même le lien reçu par courriel.',
)
export const DEMANDE_UNCLEAR = told(
  400,
  'Cette réponse n’a pas été comprise',
  'Rien n’a été modifié et rien n’est parti. Ouvrez de nouveau le lien reçu par courriel, puis recommencez.',
)
export const DEMANDE_TOO_LONG = told(
  413,
  'Ce texte est trop long',
  'Rien n’a été modifié et rien n’est parti. Revenez en arrière dans votre navigateur\u202f: ce que vous avez écrit y est encore. Un message compte 1 000 caractères au plus.',
)
/** @param seconds to wait. */
export const demandeTooMany = (seconds: string): Page =>
  demandePage({
    status: 429,
    title: 'Trop d’essais en peu de temps',
    form: false,
    headers: { 'retry-after': seconds },
    body: html`<p>Rien n’a été modifié et rien n’est parti. Patientez quelques minutes, puis rechargez cette page.</p>
      <p>Vous aviez écrit un message ? Revenez en arrière dans votre navigateur : il y est encore.</p>`,
  })
export const DEMANDE_CLOSED = told(
  200,
  'La demande est refermée',
  'Ce navigateur ne l’affichera plus. Pour la relire, ouvrez de nouveau le lien reçu par courriel.',
)
export const DEMANDE_UNAVAILABLE: Page = {
  ...told(
    503,
    'Le serveur ne peut pas répondre pour le moment',
    'Si vous veniez d’envoyer une réponse, elle n’est sans doute pas partie. Patientez quelques instants, puis rechargez cette page\u202f: une réponse envoyée deux fois ne compte qu’une fois.',
  ),
}
export const DEMANDE_BROKEN = told(
  500,
  'Le serveur a rencontré une erreur',
  'Elle a été notée. Ouvrez de nouveau le lien reçu par courriel pour voir où en est la demande.',
)
/** A file that has gone, or is on its way out. */
export const pieceGone = (place: Place): Page =>
  demandePage({
    status: 404,
    title: 'Cette pièce jointe n’est plus là',
    form: false,
    body: html`<p>Elle a été supprimée, comme prévu, ou n’a jamais été jointe à cette demande.</p>
      <p><a href="${address(place.path)}">Revenir à la demande</a></p>`,
  })

/** Somebody answered first: who, when, and what had been typed, which is not lost. */
export const alreadyPage = (place: Place, one: Reception, typed: string): Page => {
  const { reponse, traitee_le, etat } = one
  const when = reponse?.le ?? traitee_le
  const who: Html =
    etat === 'VALIDÉE' || etat === 'REFUSÉE'
      ? html`<p>
          Elle a été <strong>${etat === 'VALIDÉE' ? 'acceptée' : 'refusée'}</strong> ${byWhom(reponse?.par ?? '')}${
            when === null ? null : ` le ${minuteOf(when)}`
          }.
        </p>`
      : html`<p>${stateOf(one)}${etat === 'OUVERTE' && when !== null ? ` depuis le ${dayOf(when)}` : null}.</p>`
  return demandePage({
    status: 409,
    form: false,
    title: etat === 'OUVERTE' ? 'Cette réponse n’est plus possible' : `La demande ${numeroOf(one.id)} a déjà été traitée`,
    body: html`${who}
      <p>Votre réponse n’a donc pas été enregistrée, et aucun message n’est parti.</p>
      ${written(typed)}
      <p class="action"><a class="button" href="${address(place.path)}">Voir la demande</a></p>`,
  })
}
