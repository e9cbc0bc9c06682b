import { displayName } from '#shared/text/names.ts'
import { address, html } from '../html.ts'
import { type Page, paragraph } from '../page.ts'
import { dayOf } from './words.ts'

/** Pages of addresses that lead nowhere, or no more. The same words for what is not there and for what is not published. */

const told = (status: number, title: string, ...sentences: readonly string[]): Page => ({
  status,
  title,
  body: html`${sentences.map(paragraph)}`,
})

const CHECK = 'Vérifiez l’adresse, ou demandez-la à la structure.'

export const NOT_FOUND = told(
  404,
  'Cette page n’existe pas',
  'Aucune structure et aucun service publié n’est à cette adresse.',
  CHECK,
)
export const GONE = told(
  410,
  'Cette page n’existe plus',
  'La structure ou le service a été retiré. Son adresse ne servira pas à un autre.',
)

/** @param since ISO day, the last on which it was offered. @param structure where the rest of what the structure offers is. */
export const suspended = (
  name: string,
  since: string,
  structure: { readonly nom: string; readonly path: string } | null,
): Page => ({
  status: 404,
  title: 'Ce service est suspendu',
  body: html`<p>« ${name} » n’est plus proposé depuis le ${dayOf(since)}.</p>
    ${
      structure === null
        ? null
        : html`<p>
            Les autres services de la structure : <a href="${address(structure.path)}">${displayName(structure.nom)}</a>
          </p>`
    }`,
})

/** Two records of one short link. */
export const several = (choices: readonly { readonly nom: string; readonly path: string }[]): Page => ({
  status: 200,
  title: 'Deux fiches répondent à cette adresse',
  body: html`<p>Choisissez celle que vous cherchez :</p>
    <ul>
      ${choices.map(({ nom, path }) => html`<li><a href="${address(path)}">${displayName(nom)}</a></li>`)}
    </ul>`,
})

export const NOT_NOW: Page = {
  ...told(503, 'Cette page ne peut pas être affichée pour le moment', 'Réessayez dans quelques instants.'),
  headers: { 'retry-after': '5' },
}
export const BROKEN = told(500, 'Cette page n’a pas pu être affichée', 'L’erreur a été notée. Réessayez dans quelques instants.')
