import type { Disponibilite, Service } from '#shared/catalogue/record.ts'
import { contactOf } from '#shared/catalogue/steps.ts'
import { AVAILABILITY_DAYS, AVAILABILITY_STATES, currentAvailability, renewed } from '#shared/listing/availability.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { displayPhone } from '#shared/text/contact.ts'
import { addressLine } from '#shared/text/address.ts'
import type { Confirmable } from '../listing/confirm.ts'
import { address, html, type Html, type Part } from './html.ts'
import { type Page, paragraph } from './page.ts'
import { availabilityOf, dayOf, updatedOn, verifiedOn } from './public/words.ts'
import { zoneParts } from './public/zone.ts'

/** « Toujours exact » by the link of a reminder: what each service says, and a button. */

type Drawn = {
  /** Path of the forms. */
  readonly action: string
  readonly token: string
  /** Path that leads to the desk. */
  readonly desk: string
  /** ISO day in Paris. */
  readonly today: string
}

const UNKNOWN = 'Non renseigné'
const words = (list: 'publics' | 'modes_accueil', values: readonly string[] | null | undefined): string =>
  (values ?? []).map((value) => labelOf(list, value)).join(', ')
const fact = (name: string, value: Part): Html =>
  html`<dt>${name}</dt>
    <dd>${value === '' || value === null ? UNKNOWN : value}</dd>`

/** What is kept for professionals is recognised, not told: letters are forwarded, and scanned. */
const maskedPhone = (phone: string): string => `•• •• •• •• ${phone.replace(/\D/g, '').slice(-2)}`
const maskedMail = (mail: string): string => `${mail.slice(0, 1)}•••${mail.slice(mail.lastIndexOf('@'))}`
const maskedName = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((part) => `${part.slice(0, 1)}.`)
    .join(' ')

const facts = (service: Service, said: Disponibilite | null): Html => {
  const { telephone, courriel } = contactOf(service, null)
  const { dora } = service
  const hidden = dora?.is_contact_info_public === false
  const name = dora?.contact_name ?? ''
  const contact = [
    hidden && name !== '' ? maskedName(name) : name,
    telephone === null ? null : hidden ? maskedPhone(telephone) : displayPhone(telephone),
    courriel === null ? null : hidden ? maskedMail(courriel) : courriel,
  ]
    .filter((one) => one != null && one !== '')
    .join(', ')
  const fees = [service.frais ? labelOf('frais', service.frais) : '', service.frais_precisions ?? ''].filter((one) => one !== '')
  return html`<dl class="facts">
    ${fact('Résumé', dora?.short_desc ?? '')}${fact('Type de service', service.type ? labelOf('types', service.type) : '')}
    ${fact('Publics', words('publics', service.publics))}${fact('Frais', fees.join(', '))}
    ${fact('Mode d’accueil', words('modes_accueil', service.modes_accueil))}${fact('Lieu d’accueil', addressLine(service))}
    ${fact('Horaires', dora?.recurrence ?? '')}${fact('Périmètre', zoneParts(service).join(', '))}
    ${fact('Contact', contact)}${fact('Disponibilité', said === null ? '' : availabilityOf(said))}
  </dl>`
}

const form = ({ action, token }: Drawn, quoi: string, body: Part): Html =>
  html`<form method="post" action="${address(action)}">
    <input type="hidden" name="jeton" value="${token}" />
    <input type="hidden" name="quoi" value="${quoi}" />
    ${body}
  </form>`
const ofService = ({ id }: Service): Html => html`<input type="hidden" name="service" value="${id}" />`

const availability = (drawn: Drawn, service: Service, said: Disponibilite | null, n: number): Html => {
  const until = said === null ? null : renewed(said, drawn.today).jusqu_au
  return html`${
    until === null || until <= (said?.jusqu_au ?? '')
      ? null
      : form(
          drawn,
          'renouveler',
          html`${ofService(service)}<button class="button second" type="submit" aria-describedby="s${n}">
              Renouveler la disponibilité jusqu’au ${dayOf(until)}
            </button>`,
        )
  }${form(
    drawn,
    'disponibilite',
    html`${ofService(service)}
      <fieldset>
        <legend>Dire la disponibilité</legend>
        <label for="e${n}">État</label>
        <select id="e${n}" name="etat">
          ${AVAILABILITY_STATES.map(({ value, label }) =>
            value === said?.etat
              ? html`<option value="${value}" selected>${label}</option>`
              : html`<option value="${value}">${label}</option>`,
          )}
        </select>
        <label for="d${n}">Pour</label>
        <select id="d${n}" name="jours">
          ${AVAILABILITY_DAYS.map((days) => html`<option value="${days}">${days} jours</option>`)}
        </select>
        <button class="button second" type="submit" aria-describedby="s${n}">Enregistrer</button>
      </fieldset>`,
  )}`
}

const section = (drawn: Drawn, { service, fait }: Confirmable, n: number): Html => {
  const said = currentAvailability(service, drawn.today)
  const verified = verifiedOn('service', service.dora?.verifications)
  return html`<section aria-labelledby="s${n}">
    <h2 id="s${n}">${service.nom}</h2>
    <p class="soft">${[updatedOn(service.date_maj), verified].filter((one) => one !== null).join('. ')}.</p>
    ${facts(service, said)}
    ${
      fait
        ? html`<p class="note">Vous avez confirmé cette fiche aujourd’hui.</p>`
        : form(
            drawn,
            'exact',
            html`${ofService(service)}<button class="button" type="submit" aria-describedby="s${n}">Toujours exact</button>`,
          )
    }
    ${availability(drawn, service, said, n)}
    <p>Quelque chose a changé${'\u202f'}? <a href="${address(drawn.desk)}" aria-describedby="s${n}">Corriger dans DORA</a></p>
  </section>`
}

/** What became of a button: a sentence; null when the page is opened. */
export type Told = { readonly done: boolean; readonly sentence: string } | null

export const confirmPage = (drawn: Drawn, services: readonly Confirmable[], told: Told): Page => ({
  status: 200,
  title: told?.done === true ? 'C’est noté, merci' : 'Vos fiches sont-elles toujours exactes\u202f?',
  form: true,
  body: html`${told === null ? null : html`<p class="note" role="status">${told.sentence}</p>`}
    ${
      services.some(({ fait }) => !fait)
        ? html`<p>
            Relisez ce que DORA dit de ${services.length === 1 ? 'ce service' : 'ces services'}, puis confirmez. Une confirmation
            ne modifie rien d’autre que la date à laquelle la fiche a été vérifiée.
          </p>`
        : null
    }
    ${
      services.length > 1 && services.some(({ fait }) => !fait)
        ? html`<div class="action">
            ${form(drawn, 'tout', html`<button class="button" type="submit">Tout est exact</button>`)}
          </div>`
        : null
    }
    ${services.map((one, at) => section(drawn, one, at + 1))}
    <p class="soft">
      Ce lien vous est personnel${'\u202f'}: ne le transférez pas. Il est valable trente jours, tant que vous vous occupez de ces
      services.
    </p>`,
})

const refusal = (status: number, title: string, ...sentences: readonly string[]): Page => ({
  status,
  title,
  body: html`${sentences.map(paragraph)}`,
})

export const CONFIRM_OVER = refusal(
  410,
  'Ce lien n’est plus valable',
  'Il a plus de trente jours, ou a été coupé en chemin. Rien n’a été modifié.',
  'Confirmez vos fiches depuis DORA sur le bureau, ou attendez le prochain rappel.',
)
export const CONFIRM_REVOKED = refusal(
  403,
  'Ces fiches ne sont plus à confirmer par vous',
  'Elles ne sont plus publiées, ou vous n’êtes plus membre de leur structure ni leur contact. Rien n’a été modifié.',
  'Si c’est une erreur, adressez-vous à la personne qui administre la structure.',
)
export const CONFIRM_FOREIGN = refusal(
  403,
  'Cette demande vient d’un autre site',
  'Elle a été refusée, et rien n’a été modifié. Ouvrez vous-même le lien reçu par courriel.',
)
export const CONFIRM_UNCLEAR = refusal(
  400,
  'Cette demande n’a pas été comprise',
  'Rien n’a été modifié. Ouvrez de nouveau le lien reçu par courriel.',
)
