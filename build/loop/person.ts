import { type Delai, expiresAt, LIEN_JOURS, remindedAt } from '#shared/orientation/clocks.ts'
import { after, type Cote, type Geste, isClosed } from '#shared/orientation/life.ts'
import { needsPlanB, type Origin, planBOf, type Sent } from '#shared/orientation/plan-b.ts'
import { standingOf } from '#shared/orientation/standing.ts'
import { createRandom, type Random } from '../sim/random.ts'
import { TAKEN_WITHIN_DAYS } from './assumptions.ts'
import type { Answer } from './law.ts'
import { drawFirst, drawOthers, NEED, type Offered } from './territory.ts'

/** One person, from the first request to the last that anything is awaited of: days go by, and the rules of the product decide. */

const DAY_MS = 24 * 3600_000
const START = Date.parse('2026-01-05T09:00:00.000Z')
/** Chains end long before: each service is asked once. */
const MOST_DAYS = 730

type Request = Origin &
  Sent & {
    readonly relances: number
    readonly answer: Answer
    readonly lien_jusqu_a: number
    /** Day on which the counsellor takes the plan B, when it is not too late; null until one is proposed, or never. */
    readonly plan_b_le: number | null
    readonly plan_b_vu: boolean
  }

export type Choices = {
  /** Share of the plans B proposed that are taken; 0: there is no plan B. */
  readonly taken: number
  /** After a silence, share of the services asked next that are silent whatever they would have done. */
  readonly repeated: number
}

export type Story = {
  /** A structure answered, yes or no. */
  readonly answered: boolean
  readonly accepted: boolean
  /** Days from the first sending to the first answer; null without one. */
  readonly days: number | null
  readonly requests: number
  readonly reminders: number
  readonly linksRenewed: number
  /** Requests late, refused or expired for which a plan B was due, and of these those for which some service could be proposed. */
  readonly due: number
  readonly proposed: number
  readonly withdrawn: number
  readonly acceptances: number
}

const iso = (now: number): string => new Date(now).toISOString()

const requestOf = (
  id: string,
  now: number,
  service: { readonly id: string; readonly structure_id: string | null },
  delai: Delai | null,
  answer: Answer,
  remplace: string | null,
): Request => ({
  id,
  etat: 'OUVERTE',
  cree_le: iso(now),
  traitee_le: null,
  pas_avant: null,
  relance_le: null,
  lue_le: null,
  delai_habituel: delai,
  issue: null,
  anonyme_le: null,
  remplace,
  service: { ...service, nom: '', structure_nom: '', adresse: '', thematiques: [NEED], duree: null },
  personne: {
    nom: 'Imaginaire',
    prenom: 'Zéphirine',
    numero_france_travail: '',
    disponibilite: null,
    preferences: ['REFERENT'],
    telephone: '',
    courriel: '',
    autre_contact: '',
  },
  relances: 0,
  answer,
  lien_jusqu_a: now + LIEN_JOURS * DAY_MS,
  plan_b_le: null,
  plan_b_vu: false,
})

/** The rules are asked, not imitated: what they refuse stops the run. */
const moved = (one: Request, geste: Geste, cote: Cote, now: number): Request => {
  const etat = after(one.etat, geste, cote)
  if (etat === null) throw new Error(`${geste} by ${cote} in ${one.etat}`)
  return etat === one.etat ? one : { ...one, etat, traitee_le: iso(now) }
}

const answeredOn = (one: Request): number =>
  one.answer.quoi === 'silence' ? Infinity : Date.parse(one.cree_le) + one.answer.jours * DAY_MS

type Count = {
  reminders: number
  linksRenewed: number
  due: number
  proposed: number
  withdrawn: number
  firstAnswer: number | null
}

/** By the link of the letter, which is asked anew when it is eight days old. */
const answer = (one: Request, at: number, count: Count): Request => {
  let now = one
  if (at >= one.lien_jusqu_a) {
    now = { ...moved(now, 'renouveler-lien', 'lien', at), lien_jusqu_a: at + LIEN_JOURS * DAY_MS }
    count.linksRenewed += 1
  }
  now = { ...moved(now, 'lire', 'lien', at), lue_le: iso(at) }
  count.firstAnswer = Math.min(count.firstAnswer ?? Infinity, at)
  return moved(now, one.answer.quoi === 'refusee' ? 'refuser' : 'accepter', 'lien', at)
}

/** One day of one request: the answer, if it came; else the clocks, the end before the reminder. */
const lived = (one: Request, now: number, count: Count): Request => {
  if (isClosed(one.etat)) return one
  const at = answeredOn(one)
  if (at <= now) return answer(one, at, count)
  const [end, reminder] = [expiresAt(one), remindedAt(one)]
  if (end !== null && end <= now) return moved(one, 'expirer', 'robot', now)
  if (reminder === null || reminder > now) return one
  count.reminders += 1
  return {
    ...moved(one, 'rappeler', 'robot', now),
    relance_le: iso(now),
    relances: one.relances + 1,
    lien_jusqu_a: now + LIEN_JOURS * DAY_MS,
  }
}

/** @param seed of this person alone: what is drawn of the first request does not depend on what is done after. */
export const liveOne = (seed: number, { taken, repeated }: Choices): Story => {
  const first = drawFirst(createRandom(seed))
  const others: readonly Offered[] = drawOthers(createRandom(seed ^ 0x5bd1e995))
  // One source for each request: who takes a plan B at one share takes it at every greater one.
  const counsellorOf = (one: Request): Random => createRandom((seed ^ 0x27d4eb2f) + Number(one.id) * 0x165667b1)
  const count: Count = { reminders: 0, linksRenewed: 0, due: 0, proposed: 0, withdrawn: 0, firstAnswer: null }
  let requests: Request[] = [requestOf('0', START, { id: 'premier', structure_id: 'premiere' }, first.delai, first.answer, null)]

  const react = (one: Request, now: number): Request => {
    if (one.plan_b_vu || !needsPlanB(one, requests, now)) return one
    if (standingOf(one, now).tour !== 'prescripteur') throw new Error(`a plan B is due, and it is nobody’s turn (${one.etat})`)
    count.due += 1
    if (planBOf({ envoi: one, candidates: others, sent: requests }).length > 0) count.proposed += 1
    const counsellor = counsellorOf(one)
    const [chance, days] = [counsellor.next(), counsellor.int(TAKEN_WITHIN_DAYS + 1)]
    return { ...one, plan_b_vu: true, plan_b_le: chance < taken ? now + days * DAY_MS : null }
  }

  for (let day = 1; day <= MOST_DAYS; day += 1) {
    const now = START + day * DAY_MS
    requests = requests.map((one) => lived(one, now, count))
    const accepted = requests.some(({ etat }) => etat === 'VALIDÉE')
    if (accepted) {
      // The person is expected somewhere: what still waits is withdrawn.
      requests = requests.map((one) => (isClosed(one.etat) ? one : moved(one, 'annuler', 'prescripteur', now)))
      break
    }
    if (taken > 0) {
      requests = requests.map((one) => react(one, now))
      for (const one of requests) {
        if (one.plan_b_le === null || one.plan_b_le > now || !needsPlanB(one, requests, now)) continue
        const [best] = planBOf({ envoi: one, candidates: others, sent: requests })
        if (best === undefined) continue
        const { card, delai, answer: drawn } = best.candidate
        const silent = one.answer.quoi === 'silence' && createRandom(seed + requests.length).chance(repeated)
        const chosen: Answer = silent ? { quoi: 'silence' } : drawn
        requests = [
          ...requests,
          requestOf(
            String(requests.length),
            now,
            { id: card.id, structure_id: card.structure?.id ?? null },
            delai,
            chosen,
            one.id,
          ),
        ]
      }
    }
    const awaits = requests.some((one) => !isClosed(one.etat) || (one.plan_b_le !== null && one.plan_b_le >= now))
    if (!awaits) break
  }
  const withdrawn = requests.filter(({ etat }) => etat === 'ANNULÉE').length
  const acceptances = requests.filter(({ etat }) => etat === 'VALIDÉE').length
  return {
    answered: requests.some(({ etat }) => etat === 'VALIDÉE' || etat === 'REFUSÉE'),
    accepted: acceptances > 0,
    days: count.firstAnswer === null ? null : (count.firstAnswer - START) / DAY_MS,
    requests: requests.length,
    reminders: count.reminders,
    linksRenewed: count.linksRenewed,
    due: count.due,
    proposed: count.proposed,
    withdrawn,
    acceptances,
  }
}
