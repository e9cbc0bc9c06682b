import type { PlanCadre, Proposition, Propositions } from '#shared/contract/plans.ts'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { Trajet } from '#shared/contract/portee.ts'
import { Filters, type PlaceRef, type SearchQuery } from '#shared/search/query.ts'
import type { Card, SearchResult } from '#shared/search/result.ts'
import { recogniseNeeds } from '#shared/search/needs.ts'
import { indexTerms } from '#shared/search/text.ts'
import type { Contrainte, PlanBesoin } from '#shared/plan/plan.ts'
import { type Asked, type Candidate, ranked, whyOf } from '#shared/plan/score.ts'

type Rides = ReadonlyMap<string, Trajet | null> | null

export type ProposeParts = {
  readonly search: (query: SearchQuery) => Promise<SearchResult>
  /** What services are for the person of a folder; null when there is none, or it is shut. */
  readonly eligible: (personneId: string, ids: readonly string[]) => Promise<readonly Eligible[] | null>
  /** How each is reached by public transport before nine, the next working day; null where no timetable tells. */
  readonly reached: (place: PlaceRef, ids: readonly string[]) => Promise<Rides>
  /** `YYYY-MM-DD` */
  readonly today: () => string
}

/** Each is weighed: enough to choose six among, and to know what else there is. */
const WEIGHED = 40
/** Farther, on foot, nobody goes: said. */
const FAR_KM = { car: 30, foot: 8 } as const

const filtersOf = (contraintes: readonly Contrainte[]): Partial<Filters> => {
  if (contraintes.includes('a-distance')) return { modes_accueil: ['a-distance'] }
  return contraintes.includes('sur-place') ? { modes_accueil: ['en-presentiel'] } : {}
}

/** Words that the search understands are searched as words, which rank better; a need ticked by name, by what it stands for. */
const queryOf = ({ mots, thematiques }: PlanBesoin, cadre: PlanCadre, contraintes: readonly Contrainte[]): SearchQuery => {
  const understood = recogniseNeeds(indexTerms(mots)).some((one) => one.thematiques.length > 0)
  const byName = !understood && thematiques.length > 0
  return {
    text: byName ? '' : mots,
    place: cadre.lieu?.place ?? null,
    radiusKm: cadre.rayonKm,
    filters: { ...Filters.parse({}), ...filtersOf(contraintes), ...(byName ? { thematiques: [...thematiques] } : {}) },
    sort: 'pertinence',
    offset: 0,
    limit: WEIGHED,
  }
}

const optionOf = (candidate: Candidate, asked: Asked): Proposition['option'] => ({
  serviceId: candidate.card.id,
  nom: candidate.card.nom.slice(0, 400),
  structure: (candidate.card.structure?.nom ?? '').slice(0, 400),
  pourquoi: whyOf(candidate, asked),
  note: '',
})

const nearest = (cards: readonly Card[]): number => Math.min(...cards.map(({ distanceKm }) => distanceKm ?? Infinity))

const OTHERWISE = 'Dites-le autrement, ou choisissez dans la liste des besoins.'
const UNREACHED = 'D’après les horaires chargés, aucun ne se rejoint en transports avant 9\u00a0h.'
const PAID = 'Rien de gratuit n’a été trouvé\u202f: ces services sont payants.'
const ELSEWHERE = 'Rien n’a été trouvé de la façon demandée (à distance, ou sur place)\u202f: voici ce qu’il y a autrement.'

const remarkOf = (
  result: SearchResult,
  chosen: readonly Proposition[],
  cadre: PlanCadre,
  rides: Rides,
  loosened: boolean,
): string | null => {
  if (result.total === 0) {
    // « Sans les mots cherchés » would be any service at all.
    const way = result.assouplir.find(({ kind }) => kind !== 'mots')
    const why = result.pourquoi ?? 'Aucun service ne correspond.'
    return `${why} ${way === undefined ? OTHERWISE : `Il y aurait ${way.label}.`}`
  }
  if (chosen.length === 0) return 'Tous les services trouvés sont déjà dans le plan, ou ont été écartés.'
  if (chosen.every(({ eligible }) => eligible?.verdict === 'non')) {
    return 'La personne ne semble éligible à aucun des services trouvés\u202f: la raison est dite pour chacun.'
  }
  const foot = cadre.contraintes.includes('sans-voiture')
  const onSite = chosen.filter(({ card }) => card.distanceKm !== null)
  if (rides !== null && onSite.length > 0 && onSite.every(({ card }) => rides.get(card.id) === null)) return UNREACHED
  const near = nearest(chosen.map(({ card }) => card))
  const limit = foot ? FAR_KM.foot : FAR_KM.car
  const ridden = chosen.some(({ card }) => rides?.get(card.id) != null)
  if (
    !ridden &&
    cadre.lieu !== null &&
    Number.isFinite(near) &&
    near > limit &&
    chosen.every(({ card }) => card.distanceKm !== null)
  ) {
    return `Le plus proche est à ${Math.round(near)}\u202fkm à vol d’oiseau.`
  }
  if (cadre.contraintes.includes('gratuit') && chosen.every(({ card }) => card.frais === 'payant')) return PAID
  return loosened ? ELSEWHERE : null
}

/** The best services for each need of a plan, none twice in it. */
export const createPropose = ({ search, eligible, reached, today }: ProposeParts) => {
  const forOne = async (
    besoin: PlanBesoin,
    cadre: PlanCadre,
    combien: number,
    taken: ReadonlySet<string>,
  ): Promise<Propositions> => {
    const { contraintes } = cadre
    let result = await search(queryOf(besoin, cadre, contraintes))
    // Better a service that is not as it was asked, said so, than nothing.
    const loosened = result.total === 0 && contraintes.some((one) => one === 'a-distance' || one === 'sur-place')
    if (loosened) result = await search(queryOf(besoin, cadre, []))
    const out = new Set(besoin.ecartes)
    const ranks = result.hits.map((card, rank) => ({ card, rank }))
    const cards = ranks.filter(({ card }) => !taken.has(card.id) && !out.has(card.id))
    const verdicts =
      cadre.personneId === null || cards.length === 0
        ? null
        : await eligible(
            cadre.personneId,
            cards.map(({ card }) => card.id),
          )
    const byId = new Map(verdicts?.map((one) => [one.id, one]))
    const rides =
      cadre.lieu === null || !contraintes.includes('sans-voiture') || cards.length === 0
        ? null
        : await reached(
            cadre.lieu.place,
            cards.map(({ card }) => card.id),
          )
    const asked: Asked = { besoin, contraintes, found: result.hits.length, today: today() }
    const all = ranked(
      cards.map(({ card, rank }) => ({ card, rank, verdict: byId.get(card.id)?.verdict ?? null, trajet: rides?.get(card.id) })),
      asked,
    )
    const propositions = all
      .slice(0, combien)
      .map((one): Proposition => ({ option: optionOf(one, asked), card: one.card, eligible: byId.get(one.card.id) ?? null }))
    return {
      besoinId: besoin.id,
      propositions,
      autres: Math.max(0, cards.length - propositions.length + result.total - ranks.length),
      remarque: remarkOf(result, propositions, cadre, rides, loosened && result.total > 0),
    }
  }

  return async (ask: {
    readonly cadre: PlanCadre
    readonly besoins: readonly PlanBesoin[]
    readonly combien: number
    readonly sauf: readonly string[]
  }): Promise<Propositions[]> => {
    const taken = new Set(ask.sauf)
    const told: Propositions[] = []
    // One after the other: what a need has taken is not proposed for the next.
    for (const besoin of ask.besoins) {
      const one = await forOne(besoin, ask.cadre, ask.combien, taken)
      for (const { card } of one.propositions) taken.add(card.id)
      told.push(one)
    }
    return told
  }
}
