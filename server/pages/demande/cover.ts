import { isClosed } from '#shared/orientation/life.ts'
import { numeroOf, type Reception } from '#shared/orientation/model.ts'
import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'
import { fact } from '../public/facts.ts'
import { act, demandePage, type Place } from './frame.ts'
import { dayOf, deadlineOf, stateOf } from './words.ts'

/**
 * What opening the link shows: whoever scans e-mails opens it too, so nothing of the person is on it, and nothing is recorded. The
 * button is what reads.
 */
export const coverPage = (
  place: Place,
  one: Reception,
  // `closed`: it was open, and is no more.
  { now, closed }: { readonly now: number; readonly closed: boolean },
): Page => {
  const { service, prescripteur } = one
  const over = isClosed(one.etat)
  const deadline = deadlineOf(one, now)
  const asking = [prescripteur.nom, prescripteur.structure_nom].filter((part) => part !== '').join(', ')
  const again: Html | null = closed
    ? html`<div class="note" role="status">
        <p>
          La lecture dure une heure, et demande que votre navigateur accepte le cookie de cette page. Si elle se referme aussitôt,
          autorisez les cookies pour ce site, puis recommencez.
        </p>
      </div>`
    : null
  return demandePage({
    title: over ? `Demande d’orientation ${numeroOf(one.id)}` : 'Une demande d’orientation attend votre réponse',
    body: html`${again}
      <dl class="facts">
        ${fact('Service demandé', service.nom)} ${fact('Structure', service.structure_nom)} ${fact('Envoyée par', asking)}
        ${fact('Envoyée le', dayOf(one.cree_le))} ${fact('Numéro', numeroOf(one.id))} ${fact('État', stateOf(one))}
        ${fact('Délai', deadline)}
      </dl>
      <div class="action">${act(place, 'lire', 'Lire la demande')}</div>
      <p class="soft">
        ${
          over || one.lue_le !== null
            ? null
            : 'Rien n’est enregistré tant que vous n’avez pas utilisé ce bouton. La personne qui a envoyé la demande saura ensuite qu’elle a été lue. '
        }La
        demande contient des données personnelles : ne la lisez que si vous traitez les demandes de cette structure.
      </p>`,
  })
}
