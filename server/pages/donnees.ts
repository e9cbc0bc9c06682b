import { frenchDay } from '#shared/listing/days.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Changement, Fichier, Manifest } from '../opendata/files/manifest.ts'
import { address, html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { figure } from './statistiques-chart.ts'
import { DONNEES_STYLE } from './donnees-style.ts'
import { type Cell, table } from './table.ts'

/** `/donnees`: what is published, for people; programs read the manifest. */

const FORMATS: Readonly<Record<string, string>> = {
  ndjson: 'NDJSON',
  json: 'JSON',
  csv: 'CSV',
  geojson: 'GeoJSON',
  parquet: 'Parquet',
}
const CONTENU = { structures: 'Structures', services: 'Services', tout: 'Structures et services' } as const
const SHOWN_CHANGES = 10
const MOMENT = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' })

const REASONS: Readonly<Record<string, string>> = {
  nom: 'nom trop court ou absent',
  description: 'description trop courte ou absente',
  date_maj: 'date de mise à jour absente ou impossible',
  source: 'source absente',
  'sans-structure': 'structure absente, ou qui n’est pas publiée',
}

/** « 340 octets », « 12 ko », « 3,4 Mo »: powers of ten, as French systems tell them. */
export const sizeOf = (octets: number): string => {
  if (octets < 1_000) return `${figure(octets)}\u00a0octets`
  const [value, unit] = octets < 1e6 ? [octets / 1e3, 'ko'] : octets < 1e9 ? [octets / 1e6, 'Mo'] : [octets / 1e9, 'Go']
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unit}`
}

const fact = (name: string, value: Cell): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd> `

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0)

const counted = (n: number, word: string): string => `${figure(n)} ${word}${n > 1 ? 's' : ''}`

const about = ({ date, jour, version, schema, licence, producteur, comptes }: Manifest): Html =>
  html`<dl class="facts">
    ${fact('Contenu', `${counted(comptes.structures, 'structure')} et ${counted(comptes.services, 'service')}`)}
    ${fact('Publié le', html`<time datetime="${date}">${frenchDay(jour)}</time>`)}
    ${fact('Licence', html`<a href="${address(licence.adresse)}">${licence.nom}</a>`)} ${fact('Producteur', producteur)}
    ${fact('Schéma', `${schema.nom} v${schema.version}`)} ${fact('Version', html`<code>${version}</code>`)}
  </dl>`

/** Among columns of figures. */
const worded = (text: string): Html => html`<span class="text">${text}</span>`

const fileRow = ({ nom, titre, format, contenu, enregistrements, octets, gzip }: Fichier): readonly Cell[] => [
  html`<a href="/opendata/${nom}">${nom}</a>`,
  worded(FORMATS[format] ?? titre),
  worded(CONTENU[contenu]),
  figure(enregistrements),
  sizeOf(octets),
  gzip === null
    ? html`<span class="soft">déjà compressé</span>`
    : html`<a href="/opendata/${gzip.nom}" aria-label="${sizeOf(gzip.octets)}, ${nom} compressé (gzip)"
        >${sizeOf(gzip.octets)}</a
      >`,
]

const FILE_COLUMNS = ['Fichier', worded('Format'), worded('Contenu'), 'Enregistrements', 'Taille', 'Compressé'] as const
const isOfSchema = ({ format }: Fichier): boolean => format in FORMATS
const fileTable = (id: string, caption: string, fichiers: readonly Fichier[]): Html | null =>
  fichiers.length === 0 ? null : table(id, caption, FILE_COLUMNS, fichiers.map(fileRow))

const files = ({ fichiers, version }: Manifest): Html =>
  html`<section aria-labelledby="fichiers">
    <h2 id="fichiers">Les fichiers</h2>
    <p>
      Ces adresses donnent toujours la dernière publication. Pour citer celle-ci, écrivez
      <code>/opendata/v/${version}/</code> devant le nom du fichier : ce qui est à cette adresse ne change jamais.
    </p>
    ${fileTable('schema', 'Au schéma data·inclusion', fichiers.filter(isOfSchema))}
    ${fileTable(
      'standards',
      'À d’autres standards',
      fichiers.filter((one) => !isOfSchema(one)),
    )}
  </section>`

const changeRow = ({ nom, date, enregistrements, octets }: Changement): readonly Cell[] => [
  html`<a href="/opendata/changements/${nom}"><time datetime="${date}">${MOMENT.format(new Date(date))}</time></a>`,
  figure(enregistrements),
  sizeOf(octets),
]

const following = ({ changements }: Manifest): Html =>
  html`<section aria-labelledby="suivre">
    <h2 id="suivre">Ne télécharger que ce qui change</h2>
    <ol>
      <li>Téléchargez une fois les fichiers entiers, et retenez la <code>version</code> du manifeste.</li>
      <li>
        Plus tard, relisez <a href="/opendata/manifest.json">le manifeste</a>. Si sa version est la vôtre, rien n’a changé : une
        requête conditionnelle (<code>If-None-Match</code>) vous le dit sans rien télécharger.
      </li>
      <li>
        Sinon, suivez <code>changements</code> depuis celui dont <code>de</code> est votre version, jusqu’au dernier. Chaque ligne
        publie une fiche entière ou en retire une. Après le dernier, vous avez exactement les fichiers entiers.
      </li>
      <li>Si votre version n’y est plus, reprenez les fichiers entiers.</li>
    </ol>
    ${
      changements.length === 0
        ? html`<p>Il n’y a pas encore de changements à suivre : c’est la première publication de cette série.</p>`
        : table(
            'changements',
            `Derniers changements (${figure(changements.length)} en tout dans le manifeste)`,
            ['Publiés le', 'Fiches', 'Taille'],
            changements.toReversed().slice(0, SHOWN_CHANGES).map(changeRow),
          )
    }
  </section>`

const leftOut = ({ ecartees }: Manifest): Html | null => {
  const all = sum(ecartees.structures) + sum(ecartees.services)
  if (all === 0) return null
  const rows = (['structures', 'services'] as const).flatMap((kind) =>
    Object.entries(ecartees[kind]).map(([reason, n]) => [REASONS[reason] ?? reason, worded(CONTENU[kind]), figure(n)] as const),
  )
  return html`<p>Des fiches restent ici parce que le schéma les refuserait :</p>
    ${table('ecartees', 'Fiches qui ne sont pas publiées', ['Raison', worded('Contenu'), 'Fiches'], rows)}`
}

const contents = (manifest: Manifest): Html =>
  html`<section aria-labelledby="contenu">
    <h2 id="contenu">Ce qu’ils contiennent</h2>
    <ul>
      <li>
        Tous les champs du schéma, dans son ordre ; un champ inconnu est vide (<code>null</code>). Chaque fiche respecte ces
        schémas JSON : <a href="/opendata/schemas/structure.json">structure</a>,
        <a href="/opendata/schemas/service.json">service</a>.
      </li>
      <li>
        Les services portent en plus <code>score_qualite</code>, de 0 à 1. Il baisse avec l’âge de la fiche : il change donc sans
        que personne n’y touche.
      </li>
      <li>
        CSV : UTF-8, virgules, listes écrites comme des tableaux JSON. Ce sont des données pour des programmes : avant de les
        ouvrir dans un tableur, importez-les comme du texte.
      </li>
      <li>Parquet : dates et listes en vrais types. GeoJSON : géométrie vide quand le lieu n’est pas connu.</li>
      <li>Ni nom de personne, ni adresse électronique ou téléphone qui soient ceux d’une personne.</li>
    </ul>
    ${leftOut(manifest)}
    ${table(
      'par-source',
      'Par source',
      ['Source', 'Structures', 'Services'],
      Object.entries(manifest.sources).map(([source, { structures, services }]) => [
        labelOf('sources', source),
        figure(structures),
        figure(services),
      ]),
    )}
  </section>`

const elsewhere = (isPublished: boolean): Html =>
  html`<section aria-labelledby="ailleurs">
    <h2 id="ailleurs">Aussi</h2>
    <ul>
      ${
        isPublished
          ? html`<li>
              <a href="/opendata/manifest.json">Le manifeste</a> : tout ceci pour un programme, avec l’empreinte de chaque
              fichier.
            </li>`
          : null
      }
      <li><a href="/api/docs">L’interface de programmation</a>, compatible avec celle de data·inclusion.</li>
      <li><a href="/statistiques">Les statistiques</a> de la référence et de son usage.</li>
    </ul>
  </section>`

/** @param manifest of the newest release; null when nothing was published. */
export const donneesPage = (manifest: Manifest | null): Page => ({
  status: 200,
  title: 'Données ouvertes',
  indexed: manifest !== null && !manifest.inventees,
  ...(manifest === null ? {} : { canonical: `${manifest.origine}/donnees` }),
  style: DONNEES_STYLE,
  headers: { 'cache-control': 'public, max-age=300' },
  body: html`<p>
      Les structures et les services d’insertion que DORA réunit, à télécharger et à réutiliser librement, sans compte ni demande.
    </p>
    ${
      manifest === null
        ? html`<p class="note">
            Rien n’est publié pour l’instant. Selon ses réglages, ce serveur publie de lui-même ce qu’il a, ou seulement quand son
            équipe le demande : dans DORA, Administration, Tâches, « Données ouvertes ».
          </p>`
        : html`${
            manifest.inventees
              ? html`<p class="note">
                  Données de démonstration : ces structures et ces services sont inventés. Ne les réutilisez pas.
                </p>`
              : null
          }
          ${about(manifest)} ${files(manifest)} ${following(manifest)} ${contents(manifest)}`
    }
    ${elsewhere(manifest !== null)}`,
})
