import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import { client } from './api.ts'
import { useCurrentPersonId } from './current-person.ts'

/** As a page of results: a page more asks for that page alone. */
const AT_ONCE = 50
const NONE: ReadonlyMap<string, Eligible> = new Map()

const merged = (answers: readonly UseQueryResult<readonly Eligible[]>[]): ReadonlyMap<string, Eligible> => {
  const told = answers.flatMap(({ data }) => data ?? [])
  return told.length === 0 ? NONE : new Map(told.map((one) => [one.id, one]))
}

/** What services are for the person in front, by their id; empty when nobody is, and until it is known. */
export const useEligibles = (ids: readonly string[]): ReadonlyMap<string, Eligible> => {
  const id = useCurrentPersonId()
  const pages = useMemo(() => {
    if (id === null) return []
    return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) => ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE))
  }, [id, ids])
  return useQueries({
    queries: pages.map((services) => {
      const input = { id: id ?? '', services: [...services] }
      return { queryKey: ['personnes.eligibilites', input], queryFn: () => client.call('personnes.eligibilites', input) }
    }),
    combine: merged,
  })
}
