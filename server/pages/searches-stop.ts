import { address, html } from './html.ts'
import type { Page } from './page.ts'

/** « Ne plus recevoir ces messages », of kept searches. Nothing personal is on it: it is shown to whoever holds the link. */

/** @param action path of the form */
export const searchesStopPage = (action: string, token: string): Page => ({
  status: 200,
  title: 'Vos recherches gardées',
  form: true,
  body: html`<p>
      Vous recevez un message quand vos recherches gardées trouvent du nouveau. Voulez-vous ne plus en recevoir pour aucune
      d’elles&#8239;? Vos recherches restent gardées, et leurs nouveautés se voient toujours dans DORA.
    </p>
    <form class="action" method="post" action="${address(action)}">
      <input type="hidden" name="jeton" value="${token}" />
      <button class="button" type="submit">Ne plus recevoir ces messages</button>
    </form>`,
})

export const SEARCHES_STOPPED: Page = {
  status: 200,
  title: 'C’est noté',
  body: html`<p>
    Vous ne recevrez plus de message de vos recherches gardées. Pour en recevoir de nouveau, choisissez une fréquence dans la page
    « Recherches » de DORA.
  </p>`,
}
