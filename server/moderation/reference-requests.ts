import { z } from 'zod'
import { ETATS, type Etat, isTold, wasTransmitted } from '#shared/orientation/life.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import type { RequestCounts, RequestFacts } from './facts.ts'
import { answeredIn } from '../orientations/delays.ts'
import { dayOf, firstDay } from './reference-views.ts'

/** Requests as numbers, by the structure that sent them, the one that received them, and the service they are about. */

/** The little that is read of a request: nothing of the person leaves the row. */
const Read = z.object({
  etat: z.enum(ETATS),
  cree_le: z.string(),
  service: z.object({ id: z.string(), structure_id: z.string().nullable(), thematiques: z.array(z.string()) }),
  prescripteur: z.object({ user_id: z.string(), structure_id: z.string() }),
  reponse: z.object({ le: z.string(), motifs: z.array(z.string()) }).nullable(),
  evenements: z.array(z.object({ quoi: z.string(), le: z.string() })),
})

type One = RequestFacts & {
  readonly sender: string | null
  /** Structure and service that received it; none while moderation holds it, or once it has rejected it. */
  readonly receivers: readonly string[]
  readonly silent: boolean
}
type Counts = { envoyees: number; recues: number; sans_reponse: number; recentes: number }

const UNANSWERED: ReadonlySet<Etat> = new Set(['OUVERTE', 'EXPIRÉE'])

const readOne = (doc: Doc): One => {
  const { etat, cree_le, service, prescripteur, reponse, evenements } = Read.parse(doc)
  const told = isTold(etat) && wasTransmitted(evenements)
  const structure = (id: string | null): string[] => (id === null || id === '' ? [] : [cibleKey({ kind: 'structure', id })])
  return {
    jour: dayOf(cree_le),
    etat,
    recue: told,
    auteur: prescripteur.user_id,
    service: service.id,
    structure: service.structure_id === '' ? null : service.structure_id,
    thematiques: service.thematiques,
    reponse:
      reponse === null
        ? null
        : { jour: dayOf(reponse.le), en: answeredIn({ cree_le, reponse, evenements }) ?? 0, motifs: reponse.motifs },
    sender: structure(prescripteur.structure_id)[0] ?? null,
    receivers: told ? [...structure(service.structure_id), cibleKey({ kind: 'service', id: service.id })] : [],
    silent: UNANSWERED.has(etat),
  }
}

export type RequestsIndex = {
  readonly demandes: ReadonlyMap<string, RequestCounts>
  /** Each of them, by identifier. */
  readonly requetes: ReadonlyMap<string, RequestFacts>
  /** Takes a request as it is now; null for one that is gone. Throws for one that cannot be read, which then counts for nothing. */
  readonly apply: (id: string, doc: Doc | null) => void
  readonly setToday: (today: string) => void
}

export const createRequestsIndex = (firstToday: string, common: <T extends string | null>(text: T) => T): RequestsIndex => {
  const demandes = new Map<string, Counts>()
  const known = new Map<string, One>()
  let today = firstToday
  let first = firstDay(today)

  const add = (key: string, more: Partial<Counts>): void => {
    const { envoyees = 0, recues = 0, sans_reponse = 0, recentes = 0 } = demandes.get(key) ?? {}
    const next: Counts = {
      envoyees: envoyees + (more.envoyees ?? 0),
      recues: recues + (more.recues ?? 0),
      sans_reponse: sans_reponse + (more.sans_reponse ?? 0),
      recentes: recentes + (more.recentes ?? 0),
    }
    if (next.envoyees === 0 && next.recues === 0) demandes.delete(key)
    else demandes.set(key, next)
  }
  const isRecent = ({ jour }: One): boolean => jour >= first && jour <= today
  /** @param times 1 to count it, -1 to take it back */
  const count = (one: One, times: 1 | -1): void => {
    if (one.sender !== null) add(one.sender, { envoyees: times })
    const silent = one.silent ? times : 0
    for (const key of one.receivers) add(key, { recues: times, sans_reponse: silent, recentes: isRecent(one) ? times : 0 })
  }

  return {
    demandes,
    requetes: known,
    apply: (id, doc) => {
      const was = known.get(id)
      if (was !== undefined) count(was, -1)
      known.delete(id)
      if (doc === null) return
      const read = readOne(doc)
      const one: One = {
        ...read,
        jour: common(read.jour),
        auteur: common(read.auteur),
        service: common(read.service),
        structure: common(read.structure),
        thematiques: read.thematiques.map((value) => common(value)),
        sender: common(read.sender),
        receivers: read.receivers.map((key) => common(key)),
      }
      known.set(id, one)
      count(one, 1)
    },
    setToday: (day) => {
      if (day === today) return
      const were = new Set([...known.values()].filter(isRecent))
      today = day
      first = firstDay(today)
      for (const one of known.values()) {
        const was = were.has(one)
        if (was !== isRecent(one)) for (const key of one.receivers) add(key, { recentes: was ? -1 : 1 })
      }
    },
  }
}
