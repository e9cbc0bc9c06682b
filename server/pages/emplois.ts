import { emploisCode, type EmploisCode } from '#shared/orientation/emplois-code.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'

/** Where Les Emplois lead someone who has a person to orient: what to paste into the desk. Nothing of the token is read here. */

export const emploisPage = (service: string, code: EmploisCode): Page => ({
  status: 200,
  title: 'Orienter depuis Les Emplois',
  style: '#code { box-sizing: border-box; width: 100%; font: 0.875rem/1.4 ui-monospace, monospace; word-break: break-all }',
  body: html`<p>Vous orientez une personne vers <strong>${service}</strong>. La demande se rédige dans DORA, sur votre poste.</p>
    <ol>
      <li>Ouvrez DORA sur le bureau, puis la page « Brouillons ».</li>
      <li>Choisissez « Reprendre une demande des Emplois ».</li>
      <li>Collez-y l’adresse de cette page, ou ce code :</li>
    </ol>
    <p class="field">
      <label for="code">Code à copier</label>
      <textarea id="code" rows="5" readonly>${emploisCode(code)}</textarea>
    </p>
    <p>Ce code ne sert qu’à vous, et pour peu de temps. Il parle d’une personne : ne l’envoyez à personne d’autre.</p>`,
})

export const EMPLOIS_UNKNOWN: Page = {
  status: 404,
  title: 'Cette adresse n’est pas complète',
  body: html`<p>
    Le service n’existe pas ou n’est plus publié, ou l’adresse a été coupée. Rien n’a été envoyé. Recommencez depuis Les Emplois.
  </p>`,
}
