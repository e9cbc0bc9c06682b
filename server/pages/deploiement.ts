import {
  countByState,
  type DepartementDeploye,
  DEPARTEMENTS_DEPLOYABLES,
  departementsDeployes,
  ETAT_DEPLOIEMENT,
  ETAT_INCONNU,
  ETATS_DEPLOIEMENT,
  type EtatDeploiement,
} from '#shared/deployment/state.ts'
import { TILE_COLUMNS, TILE_LINES, TILES } from '#shared/deployment/tiles.ts'
import { REGIONS } from '#shared/geo/divisions.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { DEPLOIEMENT_STYLE } from './deploiement-style.ts'
import { address, html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { feedPath } from './rss.ts'

/** `/deploiement`: where DORA is deployed, on a map of equal tiles and in a table that says the same. */

const STEP = 50
const SIZE = 44

type Known = EtatDeploiement | null

const wordsOf = (etat: Known): string => (etat === null ? ETAT_INCONNU : ETAT_DEPLOIEMENT[etat])

/** As many full steps as the state says: told by shape, not by colour alone. An unknown one has none, and a dashed edge. */
const steps = (etat: Known): readonly Html[] | null =>
  etat === null
    ? null
    : [0, 1, 2, 3].map(
        (at) => html`<rect class="step${at < etat ? ' on' : ''}" x="${5 + at * 9}" y="31" width="7" height="7" rx="1.5" />`,
      )

const tile = (etat: Known, code: string): Html =>
  html`<rect class="tile" width="${SIZE}" height="${SIZE}" rx="6" /><text x="${SIZE / 2}" y="22">${code}</text>${steps(etat)}`

const mark = (etat: Known): Html =>
  html`<svg class="map-mark" viewBox="-1 -1 46 46" aria-hidden="true">
    <g class="e${etat ?? '-'}">
      <rect class="tile" width="${SIZE}" height="${SIZE}" rx="6" />
      ${steps(etat)}
    </g>
  </svg>`

const map = (etatOf: (code: string) => Known): Html =>
  html`<svg class="map" role="img" aria-labelledby="carte-titre" viewBox="-2 -2 ${TILE_COLUMNS * STEP} ${TILE_LINES * STEP}">
    <title id="carte-titre">Carte des départements, une case par département. Le tableau qui suit dit la même chose.</title>
    ${TILES.map(({ code, ligne, colonne }) => {
      const etat = etatOf(code)
      return html`<g class="e${etat ?? '-'}" transform="translate(${colonne * STEP} ${ligne * STEP})">${tile(etat, code)}</g> `
    })}
  </svg>`

const counted = (n: number): string => (n === 1 ? '1\u00a0département' : `${n}\u00a0départements`)

const begun = (n: number): string =>
  n === 0
    ? 'Le déploiement n’a encore commencé dans aucun département renseigné.'
    : `Le déploiement a commencé dans ${counted(n)}.`

const legend = (etats: readonly DepartementDeploye[]): Html => {
  const { par, inconnus } = countByState(etats)
  const line = (etat: Known, n: number): Html => html`<li>${mark(etat)}<span>${wordsOf(etat)} : ${counted(n)}</span></li> `
  return html`<ul class="legend">
    ${ETATS_DEPLOIEMENT.map((etat) => line(etat, par[etat]))}${line(null, inconnus)}
  </ul>`
}

const table = (known: ReadonlyMap<string, DepartementDeploye>): Html => {
  const groups = REGIONS.map((region) => ({
    nom: region.nom,
    departements: DEPARTEMENTS_DEPLOYABLES.filter((one) => one.region === region.code),
  })).filter(({ departements }) => departements.length > 0)
  return html`<div class="scroll" role="region" aria-labelledby="tableau" tabindex="0">
    <table>
      <caption id="tableau">
        État du déploiement par département
      </caption>
      <thead>
        <tr>
          <th scope="col">Département</th>
          <th scope="col">État</th>
          <th scope="col">Depuis le</th>
          <th scope="col">Nouveautés</th>
        </tr>
      </thead>
      ${groups.map(
        ({ nom, departements }) =>
          html`<tbody>
            <tr class="region">
              <th scope="rowgroup" colspan="4">${nom}</th>
            </tr>
            ${departements.map((one) => {
              const told = known.get(one.code)
              const etat = told?.etat ?? null
              return html`<tr>
                <th scope="row">${one.nom} (${one.code})</th>
                <td>${mark(etat)}${wordsOf(etat)}</td>
                <td>${told === undefined ? '–' : frenchDay(told.depuis)}</td>
                <td><a href="${address(feedPath(one.code))}" aria-label="Flux des nouveautés, ${one.nom}">Flux</a></td>
              </tr> `
            })}
          </tbody> `,
      )}
    </table>
  </div>`
}

export const deploiementPage = (etats: readonly DepartementDeploye[]): Page => {
  const known = new Map(etats.map((one) => [one.departement, one]))
  return {
    status: 200,
    title: 'Déploiement de DORA en France',
    indexed: true,
    feed: { path: '/rss/nouveautes.xml', title: 'Nouveautés de DORA' },
    style: DEPLOIEMENT_STYLE,
    body: html`<p>
        Dans chaque département, DORA se met en place avec les acteurs locaux de l’insertion. Tant que le déploiement n’a pas
        commencé, l’offre affichée peut être incomplète.
      </p>
      <p>
        Pour suivre les services nouveaux ou mis à jour, abonnez un lecteur de flux (RSS) au
        <a href="/rss/nouveautes.xml">flux de toute la France</a>, ou à celui d’un département, dont le lien est sur sa ligne.
      </p>
      <h2>Où en est-on ?</h2>
      <p>${begun(departementsDeployes(etats).length)}</p>
      ${legend(etats)} ${map((code) => known.get(code)?.etat ?? null)}
      <p class="soft">Une case par département, placée près de l’endroit où il se trouve ; l’outre-mer est en bas.</p>
      <h2>Département par département</h2>
      ${table(known)}`,
  }
}
