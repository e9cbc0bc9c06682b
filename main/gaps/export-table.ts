import type { Ligne, RegistreAsked } from '#shared/gaps/line.ts'
import { partInWords, placeLabel, PREUVE_LABELS, RAISON_LABELS, reasonsInWords, themeLabel } from '#shared/gaps/say.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'

/** The register as a table: what the screen says, and no more. */

const decimal = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))
const percent = (value: number | null): string => (value === null ? '' : String(Math.round(value * 100)))
const NOT_TOLD = 'non dit'

type Column = readonly [name: string, text: (line: Ligne) => string]

const COLUMNS: readonly Column[] = [
  ['Territoire', (line) => placeLabel(line)],
  ['Département', ({ departement }) => departement ?? ''],
  ['Catégorie', ({ thematique }) => labelOf('thematiques', categoryOf(thematique))],
  ['Besoin', ({ thematique }) => themeLabel(thematique)],
  ['Indice', ({ score }) => decimal(Math.round(score * 10) / 10)],
  ['Sources', ({ preuves }) => preuves.map((preuve) => PREUVE_LABELS[preuve]).join(', ')],
  ['Habitants', ({ population }) => String(population)],
  ['Personnes qui ont cherché, au moins', ({ besoin }) => (besoin === null ? 'moins de 5' : String(besoin.personnes))],
  ['Sans réponse', ({ besoin }) => (besoin === null ? '' : (partInWords(besoin.sans, besoin.personnes) ?? NOT_TOLD))],
  ['Pas de solution', ({ besoin }) => (besoin === null ? '' : (partInWords(besoin.declare, besoin.personnes) ?? NOT_TOLD))],
  [
    'Raisons',
    ({ besoin }) =>
      (besoin?.raisons ?? [])
        .map(({ raisons, personnes }) => `${raisons.map((one) => RAISON_LABELS[one]).join(' ou ')} (${personnes})`)
        .join(', '),
  ],
  ['Services sur place', ({ offre }) => String(offre.sur_place)],
  ['Dont complets', ({ offre }) => String(offre.complets)],
  ['Services à distance', ({ offre }) => String(offre.a_distance)],
  ['Pour 10 000 habitants', ({ offre }) => decimal(offre.pour_10000)],
  ['Médiane là où il y en a', ({ offre }) => decimal(offre.mediane)],
  ['Habitants couverts (%)', ({ offre }) => percent(offre.couverts)],
  ['Territoires voisins qui en ont (%)', ({ offre }) => percent(offre.voisins)],
  ['Explication', (line) => reasonsInWords(line).join(' ')],
]

export const gapsTable = (lines: readonly Ligne[]): WrittenTable => ({
  feuille: 'Manques',
  colonnes: COLUMNS.map(([name]) => name),
  lignes: lines.map((line) => COLUMNS.map(([, text]) => text(line))),
})

/** `manques-dora-<département>-<catégorie>-<trimestre>`. */
export const gapsFileName = ({ departement, categorie }: RegistreAsked, trimestre: string, format: string): string =>
  ['manques-dora', departement ?? 'territoire', ...(categorie === null ? [] : [categorie]), trimestre]
    .join('-')
    .concat(`.${format}`)
