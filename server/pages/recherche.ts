import { linkTo } from '#shared/link.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { emptyQuery } from '#shared/search/address.ts'
import { SCRIPT_PATH } from '../widget/snippet.ts'
import { address, html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { WIDGET_STYLE, withWidget } from './widget-page.ts'

/** `/recherche`: a search that anyone may open, from a word selected elsewhere. Without script, it is a form and its first results. */

export type Found = {
  readonly total: number
  readonly items: readonly { readonly id: string; readonly nom: string; readonly details: string }[]
}

export type Recherche = {
  readonly q: string
  /** As it was asked, when it is not known. */
  readonly lieu: { readonly code: string; readonly label: string } | { readonly inconnu: string } | null
  /** Null when they could not be read; they are not an emptiness. */
  readonly found: Found | null
}

const list = ({ total, items }: Found): Html =>
  total === 0
    ? html`<p>Aucun service ne correspond. Essayez un autre mot, ou une commune voisine.</p>`
    : html`<p>
          ${total === 1 ? '1 service' : `${total} services`}${total > items.length ? `, dont voici les ${items.length} premiers` : ''} :
        </p>
        <ol class="found">
          ${items.map(
            ({ id, nom, details }) => html`<li><a href="${address(publicPath('service', id))}">${nom}</a><br />${details}</li> `,
          )}
        </ol>`

export const recherchePage = ({ q, lieu, found }: Recherche): Page => {
  const known = lieu !== null && 'code' in lieu ? lieu : null
  const typed = lieu === null ? '' : 'code' in lieu ? lieu.label : lieu.inconnu
  const place = known === null ? null : { kind: 'commune' as const, code: known.code }
  const asked = { name: 'recherche' as const, query: { ...emptyQuery(), text: q, place } }
  return withWidget({
    status: 200,
    title: 'Rechercher un service d’insertion',
    form: true,
    style: WIDGET_STYLE,
    body: html`${
        lieu !== null && known === null
          ? html`<p class="note">La commune « ${typed} » n’est pas connue : la recherche porte sur toute la France.</p>`
          : null
      }
      <p>
        <a href="${address(linkTo(asked))}">Ouvrir cette recherche dans l’application DORA</a>, si elle est installée sur ce
        poste.
      </p>
      <dora-services q="${q}" lieu="${known?.code ?? ''}" titre="Services d’insertion">
        <form class="search" method="get" action="/recherche">
          <div><label for="q">Que cherchez-vous ?</label><input id="q" name="q" value="${q}" maxlength="200" /></div>
          <div>
            <label for="lieu">Commune ou code postal</label><input id="lieu" name="lieu" value="${typed}" maxlength="80" />
          </div>
          <button class="button" type="submit">Rechercher</button>
        </form>
        ${found === null ? html`<p class="note">Les services n’ont pas pu être lus. Réessayez dans un instant.</p>` : list(found)}
      </dora-services>
      <script type="module" src="${SCRIPT_PATH}"></script>
      <p class="soft"><a href="/outils">Mettre cette recherche sur un site, ou dans votre navigateur</a></p>`,
  })
}
