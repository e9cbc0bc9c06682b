import type { Place } from './evidence.ts'
import type { Leak, Searched } from './search.ts'

/** What was searched, when, and what was found. */

export type Passage = {
  /** When: « courrier en attente », « 731 jours plus tard ». */
  readonly quand: string
  readonly lieux: readonly Searched[]
  readonly fuites: readonly Leak[]
  /** People that the server's own key tells of, and files: what is looked for is there to be found. */
  readonly lisibles_avec_la_cle: { readonly personnes: number; readonly fichiers: number }
}

export type Report = {
  readonly moteur: string
  readonly graine: number
  readonly personnes: number
  readonly demandes: number
  readonly valeurs: number
  readonly courriers: number
  readonly adresses_demandees: number
  readonly passages: readonly Passage[]
  /** Leaks left on purpose, each to be found where it was left. */
  readonly plantees: readonly {
    readonly nom: string
    readonly lieu: Place
    readonly qui: string | null
    readonly trouvee: boolean
  }[]
  readonly fuites: number
  readonly secondes: number
  readonly interrompu: boolean
}

const number = new Intl.NumberFormat('fr-FR')
const size = (bytes: number): string =>
  bytes < 10_000
    ? `${number.format(bytes)} o`
    : bytes < 10_000_000
      ? `${number.format(Math.round(bytes / 1000))} ko`
      : `${number.format(Math.round(bytes / 1_000_000))} Mo`

const leakLine = ({ place, nom, qui, quoi, par, extrait }: Leak): string =>
  `    ✗ ${place}, ${nom}\u202f: ${quoi} de ${qui}${par === '' ? '' : ` (${par})`}\u202f: …${extrait}…`

/** Of each kind, so many are told. */
const MOST_TOLD = 30

const placeLine = ({ place, fichiers, octets, octets_decodes, fuites, attendues }: Searched): string =>
  `    ${place.padEnd(28)}${number.format(fichiers).padStart(6)} fichiers${size(octets).padStart(12)}${`+ ${size(octets_decodes)} décodés`.padStart(22)}   ${fuites === 0 ? 'rien' : `${number.format(fuites)} fuites`}${attendues === 0 ? '' : ` (${number.format(attendues)} à leur place)`}`

export const sayReport = (one: Report): string =>
  [
    `${one.moteur}, ${number.format(one.personnes)} personnes, ${number.format(one.demandes)} demandes, ${number.format(one.valeurs)} valeurs cherchées, ${number.format(one.courriers)} courriels, ${number.format(one.adresses_demandees)} adresses demandées, graine ${one.graine}${one.interrompu ? ' (interrompu)' : ''}`,
    ...one.passages.flatMap(({ quand, lieux, fuites, lisibles_avec_la_cle: { personnes, fichiers } }) => [
      '',
      `  ${quand} (avec la clé du serveur\u202f: ${number.format(personnes)} personnes et ${number.format(fichiers)} fichiers lisibles)`,
      ...lieux.map(placeLine),
      ...fuites.slice(0, MOST_TOLD).map(leakLine),
      ...(fuites.length > MOST_TOLD ? [`    … et ${number.format(fuites.length - MOST_TOLD)} de plus`] : []),
    ]),
    ...(one.plantees.length === 0
      ? []
      : [
          '',
          ...one.plantees.map(
            ({ nom, lieu, trouvee }) => `  fuite plantée ${trouvee ? 'trouvée' : 'MANQUÉE'}\u202f: ${nom} (${lieu})`,
          ),
        ]),
    '',
    one.fuites === 0 ? `✓ 0 fuite (${one.secondes} s)` : `✗ ${number.format(one.fuites)} fuites (${one.secondes} s)`,
  ].join('\n')
