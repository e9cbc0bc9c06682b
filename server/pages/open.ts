import { address, html } from './html.ts'
import type { Page } from './page.ts'

/** Where links of e-mails lead: a page that opens the application on a screen. Nothing of the person is in its address. */

const SCREENS = {
  membres: { title: 'Les membres de votre structure', page: 'Membres' },
  rejoindre: { title: 'Rejoindre une structure', page: 'Rejoindre une structure' },
  compte: { title: 'Votre compte', page: 'Mon compte' },
  accueil: { title: 'Ouvrir DORA sur le bureau', page: null },
} as const

export type Screen = keyof typeof SCREENS

const isScreen = (text: unknown): text is Screen => typeof text === 'string' && Object.hasOwn(SCREENS, text)

/** @param screen as the address says; the first screen for anything unknown. */
export const openDesk = (screen: unknown): Page => {
  const name = isScreen(screen) ? screen : 'accueil'
  const { title, page } = SCREENS[name]
  return {
    status: 200,
    title,
    body: html`<p>Cette page s’ouvre dans l’application DORA sur le bureau, installée sur votre poste.</p>
      <p class="action"><a class="button" href="${address(`dora://${name}`)}">Ouvrir l’application</a></p>
      <h2>Rien ne s’ouvre ?</h2>
      <p>
        Ouvrez vous-même DORA sur le bureau${page === null ? null : html`, puis la page « ${page} »`}. L’application n’est pas sur
        ce poste ? Demandez-la à la personne qui gère votre informatique.
      </p>`,
  }
}
