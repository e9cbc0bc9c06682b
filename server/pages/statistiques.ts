import { DEPARTEMENTS_DEPLOYABLES } from '#shared/deployment/state.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { CATEGORIES } from '#shared/reference/thematiques.ts'
import { FRAICHEURS } from '#shared/search/query.ts'
import { SUITES } from '#shared/usage/answers.ts'
import { AU_MOINS, MOIS_GARDES } from '#shared/usage/event.ts'
import type { ChiffresMois, Mesure } from '#shared/usage/figures.ts'
import type { StatistiquesPubliques } from '#shared/usage/public.ts'
import { FRANCE, type Serie, type Somme, sumOf, toldOf, toldOfCategory } from '#shared/usage/told.ts'
import { monthInWords } from '#shared/text/month.ts'
import { SUITE_TEXT } from '#shared/usage/words.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { barChart, figure, gauge, KEPT } from './statistiques-chart.ts'
import { STATISTIQUES_STYLE } from './statistiques-style.ts'
import { table } from './table.ts'

/** `/statistiques`: what everybody is told of the reference and of its use. Every chart has its table. */

const CHARTS = [
  ['recherches', 'Recherches', 'recherches'],
  ['fiches', 'Fiches de service consultées', 'fiches'],
  ['mobilisations', 'Mobilisations', 'mobilisations'],
  ['imer', 'Intentions de mise en relation (iMER)', 'intentions'],
] as const satisfies readonly (readonly [Serie, string, string])[]
const COLUMNS = [
  ['postes', 'Postes'],
  ['recherches', 'Recherches'],
  ['fiches', 'Fiches'],
  ['mobilisations', 'Mobilisations'],
  ['imer', 'iMER'],
  ['demandes', 'Demandes'],
] as const satisfies readonly (readonly [Serie, string])[]

const folded = (summary: string, content: Html): Html =>
  html`<details>
    <summary>${summary}</summary>
    ${content}
  </details>`

const tile = (words: string, n: string): Html => html`<li><strong>${n}</strong>${words}</li> `
/** A sum of months; nothing could be told of any of them: no zero. */
const total = ({ n, mois_tus }: Somme, of: number): string => (of > 0 && mois_tus === of ? KEPT : figure(n))

/** In the order of the counts. */
const counted = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))

const withGauge = (name: string, n: number, most: number): readonly [string, Html, string] => [name, gauge(n, most), figure(n)]

const referencePart = ({ reference, jour }: StatistiquesPubliques): Html => {
  const { structures, services, sources, fraicheur, departements } = reference
  const recent = fraicheur['moins-de-6-mois']
  const bySource = counted(sources)
  const places = [
    ...DEPARTEMENTS_DEPLOYABLES.map(({ code, nom }) => [code, `${nom} (${code})`] as const),
    ['', 'Lieu non renseigné'] as const,
  ]
  return html`<section aria-labelledby="reference">
    <h2 id="reference">La référence</h2>
    <p>Ce que DORA connaît, au ${frenchDay(jour)}.</p>
    <ul class="tiles">
      ${tile('structures', figure(structures))} ${tile('services publiés', figure(services))}
      ${tile('sources', figure(bySource.length))}
      ${tile('services actualisés depuis moins de 6 mois', services === 0 ? '–' : `${Math.round((recent / services) * 100)}\u00a0%`)}
    </ul>
    ${table(
      'fraicheur',
      'Âge des fiches de service',
      ['Dernière mise à jour', 'Part', 'Services'],
      FRAICHEURS.map((one) => withGauge(labelOf('fraicheur', one), fraicheur[one], services)),
    )}
    ${table(
      'sources',
      'Sources des services',
      ['Source', 'Part', 'Services'],
      bySource.map(([name, n]) => withGauge(labelOf('sources', name), n, services)),
    )}
    ${folded(
      'Département par département',
      table(
        'departements',
        'Structures et services par département',
        ['Département', 'Structures', 'Services'],
        places.map(([code, name]) => [
          name,
          figure(departements[code]?.structures ?? 0),
          figure(departements[code]?.services ?? 0),
        ]),
      ),
    )}
  </section>`
}

const usagePart = ({ mois, prochain }: StatistiquesPubliques): Html => {
  const of = (serie: Serie): readonly { mois: string; n: number | null }[] =>
    mois.map((one: ChiffresMois) => ({ mois: one.mois, n: toldOf(one, serie, FRANCE) }))
  return html`<section aria-labelledby="usage">
    <h2 id="usage">L’usage</h2>
    <p>
      Les ${mois.length} derniers mois publiés. ${upper(monthInWords(prochain.mois))} le sera le ${frenchDay(prochain.le)} : un
      mois publié ne change plus.
    </p>
    <div class="charts">${CHARTS.map(([serie, title, unit]) => barChart(`mois-${serie}`, title, unit, of(serie)))}</div>
    ${table(
      'mois',
      'Usage mois par mois',
      ['Mois', ...COLUMNS.map(([, name]) => name)],
      mois.map((one) => [monthInWords(one.mois), ...COLUMNS.map(([serie]) => figure(toldOf(one, serie, FRANCE)))]),
    )}
    <p class="soft">
      « ${KEPT} » : moins de ${AU_MOINS} personnes, ou trop peu pour que d’autres chiffres ne les trahissent pas.
    </p>
  </section>`
}

const requestsPart = ({ mois, reponses, delai }: StatistiquesPubliques): Html => {
  const sent = sumOf(mois.map((one) => toldOf(one, 'demandes', FRANCE)))
  const suites = SUITES.map(
    (suite) => [suite, sumOf(reponses.map(({ total: cells }) => (cells === null ? null : (cells[suite] ?? 0))))] as const,
  )
  const [first, last] = [reponses[0], reponses.at(-1)]
  const most = suites.reduce((sum, [, { n }]) => sum + n, 0)
  return html`<section aria-labelledby="demandes">
    <h2 id="demandes">Les demandes d’orientation</h2>
    <ul class="tiles">
      ${tile(`demandes reçues par les structures en ${mois.length} mois`, total(sent, mois.length))}
      ${tile(
        delai === null
          ? 'délai médian de réponse\u202f: pas encore assez de réponses'
          : `${delai.jours > 1 ? 'jours' : 'jour'}, délai médian de réponse sur un an`,
        delai === null ? '–' : figure(delai.jours),
      )}
    </ul>
    ${
      first === undefined || last === undefined
        ? html`<p>
            Ce que deviennent les demandes est publié quand toutes celles du mois ont eu le temps de recevoir leur réponse.
          </p>`
        : table(
            'suites',
            `Ce que sont devenues les demandes, de ${monthInWords(first.mois)} à ${monthInWords(last.mois)} (chiffres de chaque mois arrondis à 5 près)`,
            ['Suite', 'Part', 'Demandes'],
            suites.map(([suite, somme]) => [SUITE_TEXT[suite], gauge(somme.n, most), total(somme, reponses.length)]),
          )
    }
  </section>`
}

const themesPart = ({ mois, reference }: StatistiquesPubliques): Html => {
  const of = (mesure: Mesure, category: string): string =>
    total(sumOf(mois.map((one) => toldOfCategory(one, mesure, FRANCE, category))), mois.length)
  return html`<section aria-labelledby="thematiques">
    <h2 id="thematiques">Par thématique</h2>
    <p>Une recherche ou un service peut en avoir plusieurs : les lignes ne s’additionnent pas.</p>
    ${table(
      'par-thematique',
      `Offre, et usage en ${mois.length} mois, par thématique`,
      ['Thématique', 'Services', 'Recherches', 'Fiches', 'Mobilisations', 'Demandes'],
      CATEGORIES.map(({ value, label }) => [
        label,
        figure(reference.thematiques[value] ?? 0),
        of('recherches', value),
        of('fiches', value),
        of('mobilisations', value),
        of('demandes', value),
      ]),
    )}
  </section>`
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const limits = (): Html =>
  html`<section aria-labelledby="limites">
    <h2 id="limites">Ce que ces chiffres disent, et ne disent pas</h2>
    <ul>
      <li>L’usage vient des seuls postes dont la personne a accepté de le mesurer : il est plus grand que ce qui est dit ici.</li>
      <li>
        Rien n’est lié à un compte ; aucun mot tapé n’est transmis. Un poste porte un nom tiré au sort, qui change chaque mois :
        on ne peut pas le suivre d’un mois à l’autre, et les postes de plusieurs mois ne s’additionnent pas.
      </li>
      <li>
        Aucun chiffre ne concerne moins de ${AU_MOINS} personnes, ni ne permet de les retrouver par soustraction : d’autres sont
        tus pour cela, et les sommes de plusieurs mois ne comptent que les mois publiés.
      </li>
      <li>
        Une intention de mise en relation compte une fois par mois pour une personne, une structure et un département : un
        téléphone, un courriel, un lien ou un contact ouvert, ou une demande envoyée. Qui fait l’un et l’autre compte deux fois.
      </li>
      <li>
        Un poste resté sans réseau plus de cinq jours après la fin du mois n’y est plus compté. Les mesures de chacun sont
        oubliées après ${MOIS_GARDES} mois.
      </li>
      <li>Les comptes de la référence et les délais ne parlent pas de personnes : ils sont exacts.</li>
    </ul>
  </section>`

export const statistiquesPage = (told: StatistiquesPubliques): Page => ({
  status: 200,
  title: 'Statistiques de DORA',
  indexed: true,
  style: STATISTIQUES_STYLE,
  body: html`<p>L’offre d’insertion que DORA réunit, et ce qui en est fait, en chiffres ouverts.</p>
    <ul class="downloads">
      <li><a href="/statistiques.csv">Télécharger en CSV</a></li>
      <li><a href="/statistiques.json">Télécharger en JSON</a></li>
      <li class="soft">${told.licence}</li>
    </ul>
    ${referencePart(told)} ${usagePart(told)} ${requestsPart(told)} ${themesPart(told)} ${limits()}`,
})
