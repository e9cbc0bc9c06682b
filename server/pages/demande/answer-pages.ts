import { numeroOf, type Reception } from '#shared/orientation/model.ts'
import { address, html, type Html, type Part } from '../html.ts'
import type { Page } from '../page.ts'
import { choiceField, dayField, type Problem, problemSummary, textField } from './fields.ts'
import { demandePage, form, hidden, type Place, submit } from './frame.ts'

/** The answers that take a word or two: one page each, filled in beforehand, one button. */

export type Asked = {
  readonly place: Place
  readonly one: Reception
  /** Drawn for this form: sent twice, it acts once. */
  readonly envoi: string
  readonly problems: readonly Problem[]
}

const nameOf = ({ personne }: Reception): string => [personne.prenom, personne.nom].filter((part) => part !== '').join(' ')
const prescriberOf = ({ prescripteur }: Reception): string =>
  prescripteur.nom === '' ? 'la personne qui a envoyé la demande' : prescripteur.nom
/** Null when it is the prescriber. */
const referentOf = ({ referent, prescripteur }: Reception): string | null =>
  referent.courriel === '' || referent.courriel.toLowerCase() === prescripteur.courriel.toLowerCase()
    ? null
    : [referent.prenom, referent.nom].filter((part) => part !== '').join(' ') || referent.courriel

/** What is told of the person stays under the title: titles are kept by browsers. */
const about = (one: Reception): Html =>
  html`<p class="over">Demande ${numeroOf(one.id)} pour ${nameOf(one)}, service « ${one.service.nom} »</p>`

const page = (
  { place, one, envoi, problems }: Asked,
  { title, to, body, button, back }: { title: string; to: string; body: Part; button: string; back?: Part },
): Page =>
  demandePage({
    // 200: some browsers show a page of their own for a short one that says otherwise.
    title: problems.length === 0 ? title : `Erreur\u202f: ${title}`,
    body: html`${problemSummary(problems)} ${about(one)}
      ${form(
        place,
        to,
        html`${hidden('envoi', envoi)} ${body}
          <div class="action">${submit(button)}</div>
          ${back ?? null}`,
      )}
      <p><a href="${address(place.path)}">Revenir à la demande sans rien envoyer</a></p>`,
  })

const FINAL = 'Les messages partent aussitôt\u202f: cette réponse ne pourra plus être reprise.'
const MESSAGE_ROWS = 8

export type AcceptTyped = { readonly message: string; readonly message_personne: string }

/** §4.5: the message to the person is asked when there is an address to send it to. */
export const acceptPage = (asked: Asked, typed: AcceptTyped): Page => {
  const { one, problems } = asked
  const referent = referentOf(one)
  return page(asked, {
    title: 'Accepter la demande',
    to: '/accepter',
    body: html`${textField({
        name: 'message',
        label: `Message à ${prescriberOf(one)}`,
        ...(referent === null ? {} : { hint: `Le conseiller référent, ${referent}, le reçoit aussi.` }),
        value: typed.message,
        rows: MESSAGE_ROWS,
        problems,
      })}
      ${
        one.personne.courriel === ''
          ? html`<p class="note">
              Aucun e-mail n’est connu pour ${nameOf(one)} : prévenez cette personne vous-même, par le moyen à privilégier.
            </p>`
          : textField({
              name: 'message_personne',
              label: `Message à ${nameOf(one)}`,
              hint: `Envoyé à ${one.personne.courriel}.`,
              value: typed.message_personne,
              rows: MESSAGE_ROWS,
              problems,
            })
      }
      <p>${FINAL}</p>`,
    button: 'Accepter et envoyer',
  })
}

export type Reason = { readonly value: string; readonly label: string }
/** `prepare`: what the message was before anybody changed it. */
export type RefuseTyped = { readonly motifs: readonly string[]; readonly message: string; readonly prepare: string }

export const refuseReasonsPage = (asked: Asked, reasons: readonly Reason[], typed: RefuseTyped): Page =>
  page(asked, {
    title: 'Refuser la demande',
    to: '/refuser',
    body: html`${hidden('etape', 'motifs')} ${hidden('message', typed.message)} ${hidden('prepare', typed.prepare)}
    ${choiceField({
      name: 'motifs',
      label: 'Pourquoi\u202f?',
      hint: 'Cochez au moins un motif. Un message sera préparé pour vous à l’étape suivante. La personne apprendra la décision, jamais le motif.',
      options: reasons,
      chosen: typed.motifs,
      problems: asked.problems,
    })}`,
    button: 'Continuer',
  })

export const refuseMessagePage = (asked: Asked, reasons: readonly Reason[], typed: RefuseTyped): Page => {
  const { one, problems } = asked
  const referent = referentOf(one)
  const chosen = reasons.filter(({ value }) => typed.motifs.includes(value))
  return page(asked, {
    title: 'Refuser la demande',
    to: '/refuser',
    body: html`${hidden('etape', 'message')} ${hidden('prepare', typed.prepare)}
      ${chosen.map(({ value }) => hidden('motifs', value))}
      <p class="field">
        <strong>${chosen.length === 1 ? 'Motif' : 'Motifs'} :</strong> ${chosen.map(({ label }) => label).join(', ')}
      </p>
      ${textField({
        name: 'message',
        label: `Message à ${prescriberOf(one)}`,
        hint: `${referent === null ? '' : `Le conseiller référent, ${referent}, le reçoit aussi. `}La personne n’en lit rien.`,
        value: typed.message,
        rows: MESSAGE_ROWS,
        problems,
      })}
      <p>${FINAL} Les pièces jointes seront supprimées.</p>`,
    button: 'Refuser et envoyer',
    // The first button of a form is the one that Enter presses: this one comes after.
    back: html`<p><button class="button second" type="submit" name="retour" value="oui">Changer les motifs</button></p>`,
  })
}

export type PostponeTyped = { readonly pas_avant: string; readonly message: string }

/** @param min first day that may be chosen, ISO. @param max last one. */
export const postponePage = (asked: Asked, typed: PostponeTyped, { min, max }: { min: string; max: string }): Page =>
  page(asked, {
    title: 'Pas avant le…',
    to: '/reporter',
    body: html`${dayField({
        name: 'pas_avant',
        label: 'Premier jour possible',
        hint: 'Par exemple 31/12/2026. Les rappels s’arrêtent jusqu’à cette date.',
        value: typed.pas_avant,
        min,
        max,
        problems: asked.problems,
      })}
      ${textField({
        name: 'message',
        label: `Un mot pour ${prescriberOf(asked.one)} (facultatif)`,
        hint: 'Par exemple\u202f: la prochaine session commence à cette date.',
        value: typed.message,
        rows: 4,
        problems: asked.problems,
      })}
      <p>La demande reste ouverte : vous pourrez l’accepter ou la refuser à tout moment.</p>`,
    button: 'Prévenir',
  })

export type WriteTyped = { readonly message: string; readonly copies: readonly string[] }

export const writePage = (asked: Asked, to: 'beneficiaire' | 'prescripteur', typed: WriteTyped): Page => {
  const { one, problems } = asked
  const referent = referentOf(one)
  const person = one.personne.courriel === '' ? null : nameOf(one)
  const options = [
    ...(to === 'beneficiaire' ? [{ value: 'prescripteur', label: prescriberOf(one) }] : []),
    ...(referent === null ? [] : [{ value: 'referent', label: `${referent} (conseiller référent)` }]),
    ...(to === 'prescripteur' && person !== null ? [{ value: 'beneficiaire', label: person }] : []),
  ]
  const whom = to === 'beneficiaire' ? nameOf(one) : prescriberOf(one)
  return page(asked, {
    title: to === 'beneficiaire' ? 'Écrire à la personne' : 'Écrire au prescripteur',
    to: `/ecrire-${to}`,
    body: html`${textField({
      name: 'message',
      label: `Message à ${whom}`,
      hint: 'Sa réponse arrivera à l’adresse de votre structure.',
      value: typed.message,
      rows: MESSAGE_ROWS,
      problems,
    })}
    ${options.length === 0 ? null : choiceField({ name: 'copies', label: 'En copie', options, chosen: typed.copies, problems })}`,
    button: 'Envoyer le message',
  })
}
