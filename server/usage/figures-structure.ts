import { addMonths } from '#shared/listing/days.ts'
import type { Etat } from '#shared/orientation/life.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import type { ChiffresStructure } from '#shared/usage/figures.ts'
import { type ChiffresDeStructure, nextTold, sumOf, toldMonths } from '#shared/usage/told.ts'
import { isDue, isPublished, servicesOf, viewsOf } from '../moderation/reference-reads.ts'
import type { Facts, RequestFacts } from '../moderation/facts.ts'
import { delayIn, delayOf, type Figures } from './figures.ts'

/** What a structure is told of itself: use by fives, its own requests one by one. */

/** Requests that it received. */
const receivedBy = (facts: Facts, id: string): readonly RequestFacts[] =>
  [...facts.requetes.values()].filter(({ recue, structure }) => recue && structure === id)

const requestsSince = (received: readonly RequestFacts[], depuis: string): ChiffresDeStructure['demandes'] => {
  const those = received.filter(({ jour }) => jour >= depuis)
  const inState = (etat: Etat): number => those.filter((one) => one.etat === etat).length
  const motifs = new Map<string, number>()
  for (const { etat, reponse } of those)
    if (etat === 'REFUSÉE') for (const motif of reponse?.motifs ?? []) motifs.set(motif, (motifs.get(motif) ?? 0) + 1)
  return {
    depuis,
    recues: those.length,
    en_attente: inState('OUVERTE'),
    acceptees: inState('VALIDÉE'),
    refusees: inState('REFUSÉE'),
    expirees: inState('EXPIRÉE'),
    retirees: inState('ANNULÉE'),
    motifs: [...motifs].map(([motif, n]) => ({ motif, n })).sort((a, b) => b.n - a.n || (a.motif < b.motif ? -1 : 1)),
  }
}

/** @param n months @throws AccountRefusal for one that is not there */
export const structureFigures = async (figures: Figures, id: string, n: number): Promise<ChiffresDeStructure> => {
  const today = figures.today()
  const names = toldMonths(today, n)
  const told: readonly (ChiffresStructure | null)[] = await Promise.all(
    names.map(async (one) => (await figures.months.of(one)).structures[id] ?? null),
  )
  const facts = await figures.facts()
  const line = facts.structures.get(id)
  if (line === undefined) throw new AccountRefusal('structure-inconnue')
  const received = receivedBy(facts, id)
  const first = names[0] ?? addMonths(today, -n).slice(0, 7)
  return {
    mois: [...names],
    prochain: nextTold(today),
    structure: { id, nom: line.nom, departement: line.departement },
    series: {
      recherches: told.map((one) => one?.recherches ?? null),
      fiches: told.map((one) => one?.fiches ?? null),
      structure: told.map((one) => one?.structure ?? null),
      mobilisations: told.map((one) => one?.mobilisations ?? null),
      demandes: names.map((mois) => received.filter(({ jour }) => jour.startsWith(mois)).length),
    },
    services: servicesOf(facts, id)
      .filter(isPublished)
      .map((one) => {
        const of = (what: 'recherches' | 'fiches' | 'mobilisations') =>
          sumOf(told.map((month) => month?.services[one.id]?.[what] ?? null))
        return {
          id: one.id,
          nom: one.nom,
          date_maj: one.date_maj,
          a_actualiser: isDue(one, today),
          recherches: of('recherches'),
          fiches: of('fiches'),
          mobilisations: of('mobilisations'),
          vues: viewsOf(facts, { kind: 'service', id: one.id }),
          demandes: received.filter(({ service, jour }) => service === one.id && jour >= `${first}-01`).length,
        }
      })
      .sort((a, b) => b.vues - a.vues || (a.nom < b.nom ? -1 : 1)),
    demandes: requestsSince(received, `${first}-01`),
    delai: delayOf(received, today),
    delai_territoire: line.departement === null ? null : delayIn(facts, line.departement, today),
    vues: viewsOf(facts, { kind: 'structure', id }),
  }
}
