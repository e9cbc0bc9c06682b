import { DEPARTEMENTS } from '#shared/geo/divisions.ts'
import { CATEGORIES } from '#shared/reference/thematiques.ts'
import { bookmarklet, SCRIPT_PATH, snippet, type SnippetSettings } from '../widget/snippet.ts'
import { address, html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { WIDGET_STYLE, withWidget } from './widget-page.ts'

/** `/outils`: DORA in other people's tools. The builder is a form whose address is the setting; it needs no script. */

export type Outils = {
  /** Of this server, without a final « / ». */
  readonly origin: string
  readonly settings: SnippetSettings
  /** What was asked and could not be understood, in a sentence; null when all of it was. */
  readonly wrong: string | null
}

const option = (value: string, label: string, chosen: string | undefined): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${label}</option> `
    : html`<option value="${value}">${label}</option> `

const THEMES = [
  ['', 'Comme votre site'],
  ['auto', 'Comme l’appareil du visiteur'],
  ['clair', 'Clair'],
  ['sombre', 'Sombre'],
] as const

const builder = ({ settings, wrong }: Outils): Html =>
  html`${wrong === null ? null : html`<p class="note">${wrong}</p>`}
    <form class="builder" method="get" action="/outils#module">
      <div>
        <label for="departement">Département</label>
        <select id="departement" name="departement">
          ${option('', 'Toute la France', settings.departement)}
          ${DEPARTEMENTS.map(({ code, nom }) => option(code, `${nom} (${code})`, settings.departement))}
        </select>
      </div>
      <div>
        <label for="commune">Ou une commune</label>
        <input id="commune" name="commune" maxlength="80" value="${settings.commune ?? ''}" />
      </div>
      <div>
        <label for="structure">Ou une structure (identifiant)</label>
        <input id="structure" name="structure" maxlength="200" value="${settings.structure ?? ''}" />
      </div>
      <div>
        <label for="thematique">Thématique</label>
        <select id="thematique" name="thematique">
          ${option('', 'Toutes', settings.thematique)}
          ${CATEGORIES.map(({ value, label }) => option(value, label, settings.thematique))}
        </select>
      </div>
      <div>
        <label for="titre">Titre (facultatif)</label>
        <input id="titre" name="titre" maxlength="100" value="${settings.titre ?? ''}" />
      </div>
      <div>
        <label for="theme">Couleurs</label>
        <select id="theme" name="theme">
          ${THEMES.map(([value, label]) => option(value, label, settings.theme ?? ''))}
        </select>
      </div>
      <div>
        <label for="carte">Carte</label>
        <select id="carte" name="carte">
          ${option('', 'Avec la carte', settings.carte ?? '')}${option('non', 'Sans la carte', settings.carte)}
        </select>
      </div>
      <div>
        <label for="recherche">Recherche</label>
        <select id="recherche" name="recherche">
          ${option('', 'Avec la recherche', settings.recherche ?? '')} ${option('non', 'La liste seule', settings.recherche)}
        </select>
      </div>
      <button class="button" type="submit">Obtenir le code</button>
    </form>`

/** The element that the code writes, shorter: it stands in the middle of a page about it. */
const preview = (s: SnippetSettings): Html =>
  html`<dora-services
    departement="${s.departement ?? ''}"
    commune="${s.commune ?? ''}"
    structure="${s.structure ?? ''}"
    thematique="${s.thematique ?? ''}"
    titre="${s.titre ?? ''}"
    theme="${s.theme ?? ''}"
    carte="${s.carte ?? ''}"
    recherche="${s.recherche ?? ''}"
    niveau="3"
    taille="3"
    ><p>L’aperçu a besoin que les scripts soient permis dans ce navigateur.</p></dora-services
  >`

const module = (outils: Outils): Html =>
  html`<section id="module" aria-labelledby="module-titre">
    <h2 id="module-titre">Les services d’insertion sur votre site</h2>
    <p>
      Deux lignes à coller dans une page : la liste et la carte des services d’un territoire, d’une structure ou d’une thématique,
      avec une recherche. Aucun cookie, aucune mesure d’audience, rien n’est gardé dans le navigateur : seule la question posée
      part vers ce serveur.
    </p>
    ${builder(outils)}
    <p>Code à coller :</p>
    <pre><code>${snippet(outils.origin, outils.settings)}</code></pre>
    <p>
      Si votre site a une politique de sécurité (CSP), elle doit permettre <code>script-src ${outils.origin}</code> et
      <code>connect-src ${outils.origin}</code>, et rien de plus. Les couleurs et la police se règlent par des propriétés CSS :
      <code>--dora-accent</code>, <code>--dora-fond</code>, <code>--dora-texte</code>, <code>--dora-police</code>,
      <code>--dora-arrondi</code>…
    </p>
    <h3>Aperçu</h3>
    ${preview(outils.settings)}
    <script type="module" src="${SCRIPT_PATH}"></script>
  </section>`

const bookmark = (code: string): Html =>
  html`<section id="favori" aria-labelledby="favori-titre">
    <h2 id="favori-titre">Chercher un mot depuis n’importe quelle page</h2>
    <p>Faites glisser ce lien dans la barre de favoris de votre navigateur :</p>
    <p class="action"><a class="button" href="${code}">Chercher dans DORA</a></p>
    <p>
      Ensuite, dans n’importe quelle page, choisissez un mot à la souris puis ouvrez ce favori : la recherche s’ouvre dans un
      nouvel onglet, d’où elle peut aussi s’ouvrir dans l’application DORA. Le mot choisi est envoyé à ce serveur : ne choisissez
      pas le nom d’une personne.
    </p>
    <p>Au clavier : créez un favori et donnez-lui cette adresse.</p>
    <pre><code>${code}</code></pre>
    <p class="soft">
      Quelques sites interdisent dans leurs pages tout programme qui n’est pas le leur, favoris compris selon le navigateur : rien
      ne s’ouvre alors. Copiez le mot dans <a href="/recherche">la page de recherche</a>.
    </p>
  </section>`

const LINKS = [
  ['dora://recherche?q=permis&lieu=33063', 'Une recherche, dans l’application (le lieu est un code Insee)'],
  ['dora://service/<identifiant>', 'Un service, dans l’application'],
  ['dora://structure/<identifiant>', 'Une structure, dans l’application'],
  ['dora://brouillon/<identifiant>', 'Un brouillon de ce poste, dans l’application'],
  ['/recherche?q=permis&lieu=33063', 'Une recherche, pour tout le monde'],
  ['/service/<identifiant>', 'La page publique d’un service'],
  ['/structure/<identifiant>', 'La page publique d’une structure'],
] as const

const links = (origin: string): Html =>
  html`<section id="liens" aria-labelledby="liens-titre">
    <h2 id="liens-titre">Des liens depuis vos outils</h2>
    <p>À écrire dans un logiciel métier, un tableau ou un courriel.</p>
    <dl class="links">
      ${LINKS.map(
        ([link, words]) =>
          html`<dt><code>${link.startsWith('/') ? origin : ''}${link}</code></dt>
            <dd>${words}</dd> `,
      )}
    </dl>
  </section>`

/** Of the territory and thématique of the builder, where there are. */
const feedOf = ({ departement, thematique }: SnippetSettings): string => {
  const params = new URLSearchParams()
  if (departement !== undefined) params.set('departement', departement)
  if (thematique !== undefined) params.set('thematique', thematique)
  const query = params.toString()
  return query === '' ? '/rss/nouveautes.xml' : `/rss/nouveautes.xml?${query}`
}

const data = (settings: SnippetSettings): Html =>
  html`<section id="donnees" aria-labelledby="donnees-titre">
    <h2 id="donnees-titre">Être tenu au courant, et lire les données</h2>
    <ul>
      <li>
        <a href="${address(feedOf(settings))}">Le flux RSS des nouveaux services</a>, du département et de la thématique choisis
        plus haut.
      </li>
      <li><a href="/donnees">Les données ouvertes</a>, en fichiers, sous licence ouverte.</li>
      <li><a href="/api/docs">L’API</a>, compatible avec celle de data·inclusion, sans clé pour un usage modéré.</li>
    </ul>
  </section>`

export const outilsPage = (outils: Outils): Page =>
  withWidget({
    status: 200,
    title: 'DORA dans vos outils',
    indexed: true,
    form: true,
    style: WIDGET_STYLE,
    body: html`<p>
        Ce que les structures disent une fois dans DORA peut se lire partout : sur un site, dans le navigateur, dans un logiciel
        métier.
      </p>
      ${module(outils)} ${bookmark(bookmarklet(outils.origin))} ${links(outils.origin)} ${data(outils.settings)}`,
  })
