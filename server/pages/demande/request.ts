import { type Geste, isClosed, ISSUE_LABELS, ISSUES, openTo } from '#shared/orientation/life.ts'
import { numeroOf, type Reception } from '#shared/orientation/model.ts'
import { address, html, type Html, type Part } from '../html.ts'
import type { Page } from '../page.ts'
import { fact, lines, list, section } from '../public/facts.ts'
import { mailLink, phoneLink } from '../public/links.ts'
import { act, demandePage, door, type Place } from './frame.ts'
import { despiteSection, needSection, personSection } from './person.ts'
import { dayOf, deadlineOf, minuteOf, saidOf, sizeOf, stateOf } from './words.ts'

/** A request as the structure reads it, and what it may do of it. */

export type Shown = {
  readonly place: Place
  /** What the structure is told of it. */
  readonly one: Reception
  /** Milliseconds since 1970. */
  readonly now: number
  /** The service is no longer in the catalogue, or no longer published. */
  readonly serviceGone: boolean
  /** What has just been done, and what happens next; null when nothing was. */
  readonly told: string | null
}

/** What is told of the person is still of use. */
export const isShown = ({ etat, anonyme_le }: Reception): boolean =>
  (etat === 'OUVERTE' || etat === 'VALIDÉE') && anonyme_le === null

const outcomes = (place: Place, { issue, etat }: Reception): Html =>
  html` <p>
      ${
        issue === null
          ? etat === 'VALIDÉE'
            ? 'Dites en un clic ce qu’il en est\u202f: vous pourrez le corriger.'
            : 'La personne a tout de même été reçue\u202f? Dites-le en un clic.'
          : `${ISSUE_LABELS[issue.quoi]} (dit le ${dayOf(issue.le)}). Cela a changé\u202f?`
      }
    </p>
    <ul class="answers outcomes">
      ${ISSUES.filter((quoi) => quoi !== issue?.quoi).map(
        (quoi) => html`<li>${act(place, 'constater', ISSUE_LABELS[quoi], { fields: { issue: quoi }, second: true })}</li>`,
      )}
    </ul>`

const answers = (place: Place, one: Reception, may: (geste: Geste) => boolean): Html | null => {
  const items: readonly (Html | null)[] = [
    may('accepter') ? door(place, '/accepter', 'Accepter') : null,
    may('refuser') ? door(place, '/refuser', 'Refuser', true) : null,
    may('reporter') ? door(place, '/reporter', 'Pas avant le…', true) : null,
    may('accuser') && one.accusee_le === null ? act(place, 'accuser', 'Bien reçue', { second: true }) : null,
  ]
  const shown = items.filter((item) => item !== null)
  return shown.length === 0
    ? null
    : html`<ul class="answers">
        ${shown.map((item) => html`<li>${item}</li>`)}
      </ul>`
}

const card = ({ place, one, now }: Shown, may: (geste: Geste) => boolean): Html => {
  const deadline = deadlineOf(one, now)
  const paragraph = (text: string | null): Html | null => (text === null ? null : html`<p>${text}</p>`)
  return html`<aside class="card" id="repondre" tabindex="-1" aria-labelledby="titre-reponse">
    <h2 id="titre-reponse">${isClosed(one.etat) ? 'Où en est la demande' : 'Votre réponse'}</h2>
    <p><strong>${stateOf(one)}</strong></p>
    ${paragraph(deadline)}
    ${one.etat === 'OUVERTE' && one.accusee_le !== null ? paragraph(`Réception confirmée le ${dayOf(one.accusee_le)}.`) : null}
    ${
      one.etat === 'REFUSÉE' || one.etat === 'ANNULÉE' || one.etat === 'EXPIRÉE'
        ? paragraph('Ce qui concernait la personne n’est plus affiché, et les pièces jointes ont été supprimées.')
        : null
    }
    ${answers(place, one, may)} ${may('constater') ? outcomes(place, one) : null}
  </aside>`
}

const contactsSection = (place: Place, one: Reception, mayWrite: boolean): Html => {
  const { prescripteur, referent } = one
  const same = referent.courriel.toLowerCase() === prescripteur.courriel.toLowerCase()
  const person = (name: string, structure: string, phone: string, mail: string): Part =>
    html` <dl class="facts">
      ${fact('Nom', name)} ${fact('Structure', structure)} ${phone === '' ? null : fact('Téléphone', phoneLink(phone))}
      ${mail === '' ? null : fact('E-mail', mailLink(mail))}
    </dl>`
  const tag = one.personne.preferences.includes('REFERENT') ? html` <span class="tag">À privilégier</span>` : null
  return html`<section>
    <h2>Qui l’a envoyée</h2>
    <h3>${same ? html`Prescripteur et conseiller référent${tag}` : 'Prescripteur'}</h3>
    ${person(prescripteur.nom, prescripteur.structure_nom, same ? referent.telephone : '', prescripteur.courriel)}
    ${
      same
        ? null
        : html`<h3>Conseiller référent${tag}</h3>
            ${person([referent.prenom, referent.nom].join(' ').trim(), '', referent.telephone, referent.courriel)}`
    }
    ${one.source === 'EMPLOIS' ? html`<p class="soft">Demande commencée dans les Emplois de l’inclusion.</p>` : null}
    ${
      mayWrite
        ? html`<p class="action no-print">
            ${door(place, '/ecrire-prescripteur', `Écrire à ${prescripteur.nom === '' ? 'la personne qui oriente' : prescripteur.nom}`, true)}
          </p>`
        : null
    }
  </section>`
}

const piecesSection = (place: Place, { pieces, pieces_supprimees_le }: Reception): Html | null => {
  if (pieces.length === 0)
    return pieces_supprimees_le === null
      ? null
      : section('Pièces jointes', html`<p>Elles ont été supprimées le ${dayOf(pieces_supprimees_le)}.</p>`)
  return section(
    'Pièces jointes',
    list(
      pieces.map(
        ({ id, nom, pour, taille }) =>
          html`<a href="${address(`${place.path}/pieces/${id}`)}">${nom}</a> (${sizeOf(taille)})${
              pour === '' ? null : html`<br /><span class="soft">Pour : ${pour}</span>`
            }`,
      ),
    ),
  )
}

/** Once what is told of the person is hidden, what was written of them is too, but for what closed the request. */
const CLOSING: ReadonlySet<string> = new Set(['refusee', 'annulee'])

const storySection = (one: Reception): Html | null => {
  const { evenements } = one
  return section(
    'Suivi de la demande',
    evenements.length === 0
      ? null
      : html`<ol class="story">
          ${evenements.map(
            (event) =>
              html`<li>
                <p class="soft"><time datetime="${event.le}">${minuteOf(event.le)}</time></p>
                <p>${saidOf(event)}</p>
                ${isShown(one) || CLOSING.has(event.quoi) ? lines(event.texte) : null}
              </li>`,
          )}
        </ol>`,
  )
}

export const requestPage = (shown: Shown): Page => {
  const { place, one, serviceGone, told } = shown
  const { service } = one
  const open = new Set(one.anonyme_le === null ? openTo(one.etat, 'lien') : [])
  const may = (geste: Geste): boolean => open.has(geste)
  return demandePage({
    title: `Demande d’orientation ${numeroOf(one.id)}`,
    body: html`${told === null ? null : html`<div class="note" role="status"><p>${told}</p></div>`}
      ${
        serviceGone
          ? html`<div class="note">
              <p><strong>Ce service n’est plus publié dans DORA.</strong></p>
              <p>
                ${
                  one.etat === 'OUVERTE'
                    ? 'La demande a été envoyée avant, et attend toujours une réponse\u202f: vous pouvez l’accepter si vous recevez encore la personne, la refuser en disant pourquoi, ou écrire à la personne qui l’a envoyée.'
                    : 'Ce qui est écrit ici a été gardé tel qu’au moment de l’envoi.'
                }
              </p>
            </div>`
          : null
      }
      <div class="demande">
        ${card(shown, may)}
        <div class="body">
          <section>
            <h2>Le service demandé</h2>
            <dl class="facts">
              ${fact('Service', service.nom)} ${fact('Structure', service.structure_nom)} ${fact('Adresse', service.adresse)}
              ${fact('Demande envoyée le', minuteOf(one.cree_le))}
            </dl>
          </section>
          ${
            isShown(one)
              ? html`${personSection(place, one, may('ecrire-beneficiaire'))} ${needSection(one)} ${despiteSection(one)}
                ${piecesSection(place, one)} ${contactsSection(place, one, may('ecrire-prescripteur'))}`
              : null
          }
          ${may('accepter') ? html`<p class="action no-print to-answer"><a class="button second" href="#repondre">Revenir à la réponse</a></p>` : null}
          ${storySection(one)}
          <section class="no-print">
            <h2>Sur un poste partagé</h2>
            <p>
              Refermez la demande avant de partir : elle se referme aussi d’elle-même au bout d’une heure. Ne transférez pas le
              lien.
            </p>
            ${act(place, 'fermer', 'Refermer la demande', { second: true })}
          </section>
        </div>
      </div>`,
  })
}
