import type { Reception } from '#shared/orientation/model.ts'
import { html, type Html, type Part } from '../html.ts'
import { fact, lines, list, section } from '../public/facts.ts'
import { mailLink, phoneLink } from '../public/links.ts'
import { door, type Place } from './frame.ts'
import { dayOf, despite } from './words.ts'

/** Whom a request is about, and what they need: shown as long as the structure has a use for it (dora-screens.md §4.5). */

const PREFERRED = html` <span class="tag">À privilégier</span>`

const contacts = ({ personne }: Reception): readonly (Html | null)[] => {
  const prefers = (mode: Reception['personne']['preferences'][number]) => personne.preferences.includes(mode)
  const marked = (value: Part, preferred: boolean): Part => html`${value}${preferred ? PREFERRED : null}`
  return [
    personne.telephone === '' ? null : fact('Téléphone', marked(phoneLink(personne.telephone), prefers('TELEPHONE'))),
    personne.courriel === '' ? null : fact('E-mail', marked(mailLink(personne.courriel), prefers('EMAIL'))),
    personne.autre_contact === ''
      ? null
      : fact('Autre moyen', marked(html`<span class="asis">${personne.autre_contact}</span>`, prefers('AUTRE'))),
    prefers('REFERENT') ? fact('Par le conseiller référent', marked('Ses coordonnées sont plus bas', true)) : null,
  ]
}

const durationOf = ({ duree }: Reception['service']): string | null => {
  if (duree === null) return null
  const { heures, semaines } = duree
  const parts = [
    heures === null ? null : `${heures.toLocaleString('fr-FR')} h par semaine`,
    semaines === null ? null : `${semaines} ${semaines === 1 ? 'semaine' : 'semaines'}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}

/** @param mayWrite that side may write to the person now. */
export const personSection = (place: Place, one: Reception, mayWrite: boolean): Html => {
  const { personne } = one
  const name = [personne.prenom, personne.nom].filter((part) => part !== '').join(' ')
  return html`<section>
    <h2>La personne</h2>
    <dl class="facts">
      ${fact('Prénom et nom', name)} ${contacts(one)}
      ${fact('Disponible', personne.disponibilite === null ? null : `à partir du ${dayOf(personne.disponibilite)}`)}
      ${fact('Numéro France Travail', personne.numero_france_travail)} ${fact('Durée prévue', durationOf(one.service))}
    </dl>
    ${
      mayWrite && personne.courriel !== ''
        ? html`<p class="action no-print">${door(place, '/ecrire-beneficiaire', 'Écrire à la personne', true)}</p>`
        : null
    }
  </section>`
}

export const needSection = ({ besoin }: Reception): Html | null => {
  const situation = [...besoin.situation, ...(besoin.situation_autre === '' ? [] : [besoin.situation_autre])]
  const rows = [
    fact('Situation', list(situation)),
    fact('Critères et conditions remplis', list(besoin.criteres)),
    besoin.motif.trim() === '' ? null : fact('Motif', lines(besoin.motif)),
  ]
  return section('Le besoin', rows.every((row) => row === null) ? null : html`<dl class="facts">${rows}</dl>`)
}

/** What did not pass before sending, and why it was sent all the same. */
export const despiteSection = ({ contournements }: Reception): Html | null =>
  section(
    'À savoir',
    contournements.length === 0
      ? null
      : contournements.map(
          ({ regle, raison }) =>
            html`<div class="malgre">
              <p><strong>${despite(regle)}.</strong></p>
              ${raison.trim() === '' ? null : html`<p class="asis">Raison donnée : ${raison.trim()}</p>`}
            </div>`,
        ),
  )
