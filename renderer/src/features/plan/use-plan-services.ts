import { useMemo } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { PlanDoc } from '#shared/plan/plan.ts'
import type { Card } from '#shared/search/result.ts'
import { useCall } from '../../lib/api.ts'
import { servicesOf } from './edits.ts'
import type { Proposals } from './use-proposals.ts'

type PlanServices = {
  /** Undefined while it is read; null once it has left the catalogue. */
  readonly cardOf: (serviceId: string) => Card | null | undefined
  /** What the service is for the person of the plan; undefined without one, or while it is read. */
  readonly eligibleOf: (serviceId: string) => Eligible | undefined
}

/** What the catalogue says today of the services of a plan, and what they are for its person. */
export const usePlanServices = (doc: PlanDoc, { cards }: Pick<Proposals, 'cards'>): PlanServices => {
  const ids = useMemo(() => servicesOf(doc).toSorted(), [doc])
  const { personneId } = doc
  const read = useCall('catalogue.cards', { ids }, { enabled: ids.length > 0, keepPrevious: true })
  const weighed = useCall(
    'personnes.eligibilites',
    { id: personneId ?? '', services: ids.slice(0, 200) },
    { enabled: personneId !== null && ids.length > 0, keepPrevious: true },
  )
  const today = useMemo(() => new Map(read.data?.map((card) => [card.id, card])), [read.data])
  const verdicts = useMemo(() => new Map(weighed.data?.map((one) => [one.id, one])), [weighed.data])
  const known = read.data !== undefined && !read.isPlaceholderData
  return {
    // Proposed here, it comes with its distance.
    cardOf: (serviceId) => cards.get(serviceId) ?? today.get(serviceId) ?? (known ? null : undefined),
    eligibleOf: (serviceId) => (personneId === null ? undefined : verdicts.get(serviceId)),
  }
}
