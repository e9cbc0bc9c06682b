import { UNKNOWN_DATE } from '../catalogue/unknown-date.ts'
import { availabilityLabel } from '../listing/availability.ts'
import type { Verdict } from '../orientation/checks.ts'
import { needsInName } from '../search/needs.ts'
import type { Trajet } from '../contract/portee.ts'
import { indexTerms } from '../search/text.ts'
import type { Card } from '../search/result.ts'
import type { Contrainte, PlanBesoin } from './plan.ts'

/**
 * Which services are put in a plan, and why: those that answer the need, that the person can reach and enter, and of which one may be
 * sure. Weights are of points; the order of the search itself, which knows words and place, is worth `SEARCH` from first to last.
 */
const WEIGHTS = {
  search: 16,
  /** The closest meaning of the need, rather than a near one. */
  exact: 0.8,
  near: 0.4,
  /** Says another need, and only holds the word. */
  elsewhere: -6,
  /** Declares other needs, and only its name says this one: « Accueil des Français de retour » for a French lesson. */
  named: -1,
  distance: 1.2,
  /** Without a car, being near is worth more, and so is not having to go. */
  distanceOnFoot: 2.2,
  /** By a timetable loaded here, when there is no car: what a journey of no length is worth, and one that no vehicle makes. */
  ridden: 1.5,
  unreached: -4,
  remote: 0.5,
  remoteOnFoot: 1.2,
  free: 0.3,
  paid: -0.2,
  /** When it is to be free. */
  freeAsked: 1.5,
  eligible: 1,
  refused: -6,
  fresh: 0.3,
  old: -0.3,
  places: 0.6,
  assessment: 0.1,
  waiting: -0.5,
  full: -3,
  orientable: 0.3,
  /** The sentence names who it is for (« jeune », « RSA »), and so does the service; or it names others only. */
  public: 0.6,
  otherPublic: -1.5,
} as const

/** Kilometres after which being near is worth a third of what it is at the door. */
const HALF_KM = { car: 15, foot: 4 } as const
/** Of three services, the last is not the worst by the whole weight of the search. */
const FEW = 20
/** Minutes in a vehicle after which a journey is worth a third of the shortest. */
const HALF_MINUTES = 40
/** Nearer than this, one walks. */
const WALKED_KM = 1.5
const DAY_MS = 86_400_000
const [FRESH_DAYS, OLD_DAYS] = [183, 730]

export type Candidate = {
  readonly card: Card
  /** Its place in the answer of the search, from 0. */
  readonly rank: number
  /** For the person of the folder; null without one. */
  readonly verdict: Verdict | null
  /** How to be there in time by public transport; null when no journey does; absent where no timetable tells. */
  readonly trajet?: Trajet | null | undefined
}
export type Asked = {
  readonly besoin: Pick<PlanBesoin, 'mots' | 'thematiques' | 'publics'>
  readonly contraintes: readonly Contrainte[]
  /** How many the search gave. */
  readonly found: number
  /** `YYYY-MM-DD` */
  readonly today: string
}

const ageDays = (card: Card, today: string): number =>
  card.date_maj === UNKNOWN_DATE ? Infinity : (Date.parse(today) - Date.parse(card.date_maj)) / DAY_MS

const isRemote = ({ modes_accueil, distanceKm }: Card): boolean => distanceKm === null && modes_accueil.includes('a-distance')

const room = ({ disponibilite }: Card, today: string) =>
  disponibilite === null || disponibilite.jusqu_au < today ? null : disponibilite

const roomPoints = (card: Card, today: string): number => {
  switch (room(card, today)?.etat) {
    case 'places':
      return WEIGHTS.places
    case 'evaluation':
      return WEIGHTS.assessment
    case 'liste-attente':
      return WEIGHTS.waiting
    case 'complet':
      return WEIGHTS.full
    default:
      return 0
  }
}

const placePoints = (card: Card, contraintes: readonly Contrainte[]): number => {
  const foot = contraintes.includes('sans-voiture')
  if (isRemote(card)) return foot ? WEIGHTS.remoteOnFoot : WEIGHTS.remote
  if (card.distanceKm === null) return 0
  const most = foot ? WEIGHTS.distanceOnFoot : WEIGHTS.distance
  return most * Math.exp(-card.distanceKm / (foot ? HALF_KM.foot : HALF_KM.car))
}

/** Only without a car, and never for what is next door or comes by telephone. */
const ridePoints = ({ card, trajet }: Candidate, contraintes: readonly Contrainte[]): number => {
  if (trajet === undefined || !contraintes.includes('sans-voiture') || isRemote(card)) return 0
  if (trajet !== null) return WEIGHTS.ridden * Math.exp(-trajet.minutes / HALF_MINUTES)
  return card.distanceKm !== null && card.distanceKm <= WALKED_KM ? 0 : WEIGHTS.unreached
}

const EVERYONE = 'tous-publics'

/** A service that says nothing of its publics takes everyone, as far as one knows (data-inclusion: an empty list is « not told »). */
const publicPoints = ({ publics }: Card, wanted: readonly string[]): number => {
  if (wanted.length === 0 || publics.length === 0) return 0
  if (publics.some((one) => wanted.includes(one))) return WEIGHTS.public
  return publics.includes(EVERYONE) ? 0 : WEIGHTS.otherPublic
}

/** Fees that nobody wrote are not known to be fees: such a service is neither before a free one nor after one that is not. */
const pricePoints = ({ frais }: Card, contraintes: readonly Contrainte[]): number => {
  if (frais === 'gratuit') return contraintes.includes('gratuit') ? WEIGHTS.freeAsked : WEIGHTS.free
  return frais === 'payant' ? WEIGHTS.paid : 0
}

const needPoints = ({ thematiques }: Card, { besoin }: Asked): number => {
  const [first, ...others] = besoin.thematiques
  if (first !== undefined && thematiques.includes(first)) return WEIGHTS.exact
  return others.some((value) => thematiques.includes(value)) ? WEIGHTS.near : 0
}

const familyOf = (value: string): string => value.split('--')[0] ?? value

const isOf = (values: readonly string[], asked: Pick<PlanBesoin, 'thematiques'>): boolean =>
  values.some((value) => asked.thematiques.some((one) => value === one || familyOf(value) === one || value === familyOf(one)))

/**
 * How the service answers the need: by what it declares (or, where it declares nothing, by anything that the search found in it), by its
 * name alone, or not at all. One that declares other needs and only holds the word somewhere in its text (« permis » in a page on food
 * parcels) does not; one whose name holds only some of the words (« Accueil des Français de retour » for « français A1 ») barely does.
 */
export const answerOf = (
  { thematiques, nom }: Pick<Card, 'thematiques' | 'nom'>,
  asked: Pick<PlanBesoin, 'thematiques' | 'mots'>,
): 'declare' | 'nom' | 'non' => {
  if (asked.thematiques.length === 0 || thematiques.length === 0 || isOf(thematiques, asked)) return 'declare'
  const named = new Set(indexTerms(nom))
  return indexTerms(asked.mots).some((term) => named.has(term)) || isOf(needsInName(nom), asked) ? 'nom' : 'non'
}

const ANSWER_POINTS = {
  declare: 0,
  nom: WEIGHTS.named,
  non: WEIGHTS.elsewhere,
} as const

/** Points of a candidate: more is better. */
export const pointsOf = (candidate: Candidate, asked: Asked): number => {
  const { card, rank, verdict } = candidate
  const age = ageDays(card, asked.today)
  return (
    WEIGHTS.search * (1 - rank / Math.max(FEW, asked.found)) +
    needPoints(card, asked) +
    ANSWER_POINTS[answerOf(card, asked.besoin)] +
    placePoints(card, asked.contraintes) +
    ridePoints(candidate, asked.contraintes) +
    publicPoints(card, asked.besoin.publics) +
    pricePoints(card, asked.contraintes) +
    (verdict === 'eligible' ? WEIGHTS.eligible : verdict === 'non' ? WEIGHTS.refused : 0) +
    (age <= FRESH_DAYS ? WEIGHTS.fresh : age > OLD_DAYS ? WEIGHTS.old : 0) +
    roomPoints(card, asked.today) +
    (card.orientable.ok ? WEIGHTS.orientable : 0)
  )
}

/**
 * The candidates, best first: nobody is sent where they would be turned away, or to a full service, while there is another; the same
 * structure comes once before it comes twice. Ties are settled by the order of the search: the same question has the same answer.
 */
export const ranked = <C extends Candidate>(candidates: readonly C[], asked: Asked): readonly C[] => {
  const scored = candidates
    .map((one) => ({ one, points: pointsOf(one, asked) }))
    .sort((a, b) => b.points - a.points || a.one.rank - b.one.rank)
    .map(({ one }) => one)
  const seen = new Set<string>()
  const [first, again]: [C[], C[]] = [[], []]
  for (const one of scored) {
    const of = one.card.structure?.id ?? one.card.id
    if (seen.has(of)) again.push(one)
    else first.push(one)
    seen.add(of)
  }
  const isPaid = ({ frais }: Card): boolean => frais === 'payant' && asked.contraintes.includes('gratuit')
  const last = ({ card, verdict }: C): boolean => verdict === 'non' || room(card, asked.today)?.etat === 'complet' || isPaid(card)
  const all = [...first, ...again]
  return [...all.filter((one) => !last(one)), ...all.filter(last)]
}

/** Why it is there, the most telling first, at most four. */
export const whyOf = ({ card, verdict, trajet }: Candidate, { contraintes, today }: Asked): string[] => {
  const said = (code: string): string | undefined => card.raisons.find((one) => one.code === code)?.label
  const free = room(card, today)
  const reasons = [
    said('besoin') ?? said('mot'),
    verdict === 'eligible' ? 'La personne est éligible' : verdict === 'non' ? 'La personne ne semble pas éligible' : undefined,
    isRemote(card) ? 'À distance\u202f: sans se déplacer' : said('distance'),
    trajet == null || isRemote(card) ? undefined : `En transports\u202f: départ ${trajet.depart}, descente ${trajet.arrivee}`,
    free === null ? undefined : availabilityLabel(free.etat),
    card.frais === 'gratuit' ? 'Gratuit' : card.frais === 'payant' && contraintes.includes('gratuit') ? 'Payant' : undefined,
    ageDays(card, today) <= FRESH_DAYS ? said('fraicheur') : undefined,
  ]
  return reasons.filter((one): one is string => one !== undefined).slice(0, 4)
}
