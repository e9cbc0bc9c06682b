import { slug } from '#shared/geo/fold.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { refusalLabel } from '#shared/orientation/answers.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { FRAICHEURS } from '#shared/search/query.ts'
import { SUITES } from '#shared/usage/answers.ts'
import type { Cellule } from '#shared/usage/cells.ts'
import { type ChiffresDeStructure, type ChiffresTerritoire, SERIES, type Serie, type Somme } from '#shared/usage/told.ts'
import { SUITE_TEXT } from '#shared/usage/words.ts'

/** Figures as a table: one a line, in words. */

/** A figure that is kept back; nobody takes it for a zero. */
const KEPT = 'secret'
const text = (n: Cellule): string => (n === null ? KEPT : String(n))
const sum = ({ n, mois_tus }: Somme, months: number): string => (months > 0 && mois_tus === months ? KEPT : String(n))

const COLUMNS = ['Chiffre', 'Mois', 'Par', 'Valeur', 'Nombre'] as const
type Line = readonly [chiffre: string, mois: string, par: string, valeur: string, nombre: string]
const tableOf = (lignes: readonly Line[]): WrittenTable => ({ feuille: 'Chiffres', colonnes: [...COLUMNS], lignes })

const SERIE: Readonly<Record<Serie, string>> = {
  postes: 'Postes',
  recherches: 'Recherches',
  fiches: 'Fiches de service consultées',
  structures: 'Fiches de structure consultées',
  mobilisations: 'Mobilisations',
  imer: 'Intentions de mise en relation',
  demandes: 'Demandes reçues',
}

const delayLine = (name: string, delai: ChiffresTerritoire['delai']): Line[] =>
  delai === null ? [] : [[name, '', '', '', String(delai.jours)]]

export const territoryTable = (told: ChiffresTerritoire): WrittenTable => {
  const { mois, series, thematiques, reponses, delai, offre } = told
  const period = `${mois[0] ?? ''} à ${mois.at(-1) ?? ''}`
  const answered = `${reponses.mois[0] ?? ''} à ${reponses.mois.at(-1) ?? ''}`
  return tableOf([
    ...SERIES.flatMap((serie) => mois.map((name, at): Line => [SERIE[serie], name, '', '', text(series[serie][at] ?? null)])),
    ...(['recherches', 'fiches', 'mobilisations', 'demandes'] as const).flatMap((mesure) =>
      thematiques.map(({ valeur, ...of }): Line => [
        SERIE[mesure],
        period,
        'Thématique',
        labelOf('thematiques', valeur),
        sum(of[mesure], mois.length),
      ]),
    ),
    ...(reponses.mois.length === 0
      ? []
      : SUITES.map((suite): Line => [
          'Suites des demandes (à 5 près par mois)',
          answered,
          'Suite',
          SUITE_TEXT[suite],
          sum(reponses.suites[suite], reponses.mois.length),
        ])),
    ...delayLine('Délai médian de réponse (jours, sur un an)', delai),
    ['Structures', '', '', '', String(offre.structures)],
    ['Services publiés', '', '', '', String(offre.services)],
    ['Services à actualiser', '', '', '', String(offre.a_actualiser)],
    ['Consultations des fiches (90 jours)', '', '', '', String(offre.vues)],
    ...FRAICHEURS.map((one): Line => [
      'Services publiés',
      '',
      'Dernière mise à jour',
      labelOf('fraicheur', one),
      String(offre.fraicheur[one]),
    ]),
  ])
}

const OWN = [
  ['recherches', 'Recherches où un service est parmi les dix premiers'],
  ['fiches', 'Fiches de service consultées'],
  ['structure', 'Fiche de la structure consultée'],
  ['mobilisations', 'Mobilisations'],
  ['demandes', 'Demandes reçues'],
] as const

export const structureTable = (told: ChiffresDeStructure): WrittenTable => {
  const { mois, series, services, demandes, delai, delai_territoire } = told
  const period = `${mois[0] ?? ''} à ${mois.at(-1) ?? ''}`
  const since = `depuis le ${frenchDay(demandes.depuis)}`
  const requests = [
    ['Acceptées', demandes.acceptees],
    ['Refusées', demandes.refusees],
    ['Sans réponse, expirées', demandes.expirees],
    ['En attente', demandes.en_attente],
    ['Retirées', demandes.retirees],
  ] as const
  return tableOf([
    ...OWN.flatMap(([serie, name]) => mois.map((one, at): Line => [name, one, '', '', text(series[serie][at] ?? null)])),
    ...services.flatMap((one): Line[] => [
      ['Recherches', period, 'Service', one.nom, sum(one.recherches, mois.length)],
      ['Fiches consultées', period, 'Service', one.nom, sum(one.fiches, mois.length)],
      ['Mobilisations', period, 'Service', one.nom, sum(one.mobilisations, mois.length)],
      ['Demandes reçues', since, 'Service', one.nom, String(one.demandes)],
      ['Consultations (90 jours)', '', 'Service', one.nom, String(one.vues)],
    ]),
    ['Demandes reçues', since, '', '', String(demandes.recues)],
    ...requests.map(([name, n]): Line => ['Demandes reçues', since, 'Suite', name, String(n)]),
    ...demandes.motifs.map(({ motif, n }): Line => ['Refus', since, 'Motif', refusalLabel(motif), String(n)]),
    ...delayLine('Délai médian de réponse (jours, sur un an)', delai),
    ...delayLine('Délai médian du territoire (jours, sur un an)', delai_territoire),
  ])
}

/** `chiffres-dora-<lieu ou structure>-<jour>`: letters and digits alone, whatever the name. @param today `YYYY-MM-DD` */
export const figuresFileName = (of: string, today: string, format: string): string =>
  `chiffres-dora-${slug(of).slice(0, 60) || 'structure'}-${today}.${format}`
