import type { Campaign } from '../listing/campaigns-rules.ts'
import type { Stop } from '../listing/campaigns-stop.ts'
import { address, html } from './html.ts'
import { type Page, paragraph } from './page.ts'

/** « Ne plus recevoir ces rappels ». Nothing personal is on it: it is shown to whoever holds the link. */

const ABOUT: Readonly<Record<Campaign, string>> = {
  'structure-orpheline': 'les rappels qui invitent à rejoindre votre structure',
  'premier-service': 'les rappels qui invitent à publier un premier service',
  'offre-a-jour': 'le rappel mensuel de vos services à confirmer et de vos brouillons',
  disponibilite: 'les rappels de vos disponibilités qui vont expirer',
}

const form = (action: string, token: string, quoi: 'arreter' | 'reprendre', label: string) =>
  html`<form class="action" method="post" action="${address(action)}">
    <input type="hidden" name="jeton" value="${token}" />
    <input type="hidden" name="quoi" value="${quoi}" />
    <button class="button" type="submit">${label}</button>
  </form>`

/** @param action path of the form. @param changed it has just been asked. */
export const stopPage = (action: string, token: string, { campaign, stopped }: Stop, changed: boolean): Page => ({
  status: 200,
  title: changed ? 'C’est noté' : 'Vos rappels de DORA',
  form: true,
  body: stopped
    ? html`<p>Vous ne recevrez plus ${ABOUT[campaign]}. Les autres messages de DORA ne changent pas.</p>
        ${form(action, token, 'reprendre', 'Les recevoir de nouveau')}`
    : html`<p>
          ${changed ? `Vous recevrez de nouveau ${ABOUT[campaign]}.` : `Vous recevez ${ABOUT[campaign]}. Voulez-vous ne plus les recevoir\u202f?`}
        </p>
        ${form(action, token, 'arreter', 'Ne plus recevoir ces rappels')}`,
})

export const STOP_UNKNOWN: Page = {
  status: 410,
  title: 'Ce lien n’est pas complet',
  body: html`${[
    'Il ne vient pas de ce serveur, ou a été coupé en chemin. Rien n’a été modifié.',
    'Ouvrez-le depuis le message reçu, en entier.',
  ].map(paragraph)}`,
}
