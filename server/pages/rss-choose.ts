import { setImmediate } from 'node:timers/promises'
import { departementOf as codeOfDepartement } from '#shared/catalogue/facts.ts'
import { departementOf, departementsOf, regionOf } from '#shared/geo/divisions.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import type { ServiceEntry } from '../opendata/open-entry.ts'
import type { OpenSnapshot } from '../opendata/open-index.ts'
import type { OpenService } from '../opendata/record.ts'

/** Which services a feed tells of. */

export type Asked = {
  readonly departement: string | null
  readonly region: string | null
  /** A need or a category. */
  readonly thematique: string | null
}

const THEMES: ReadonlySet<string> = new Set([...CATEGORIES, ...NEEDS].map(({ value }) => value))
const NAMES = ['departement', 'region', 'thematique'] as const

/** Null for a value that names nothing, or that is there twice; an empty one is not asked. Other parameters are left alone. */
export const readAsked = (query: URLSearchParams): Asked | null => {
  if (NAMES.some((name) => query.getAll(name).length > 1)) return null
  const valueOf = (name: (typeof NAMES)[number]): string | null => query.get(name) || null
  const asked = { departement: valueOf('departement'), region: valueOf('region'), thematique: valueOf('thematique') }
  const isKnown =
    (asked.departement === null || departementOf(asked.departement) !== undefined) &&
    (asked.region === null || regionOf(asked.region) !== undefined) &&
    (asked.thematique === null || THEMES.has(asked.thematique))
  return isKnown ? asked : null
}

/** The same question in one form: what is remembered of it is shared. */
export const pathOfAsked = (asked: Asked): string => {
  const query = new URLSearchParams()
  for (const name of NAMES) if (asked[name] !== null) query.set(name, asked[name])
  return query.size === 0 ? '/rss/nouveautes.xml' : `/rss/nouveautes.xml?${query.toString()}`
}

export const aboutOfAsked = ({ departement, region, thematique }: Asked): string | null => {
  const parts = [
    thematique === null ? null : labelOf('thematiques', thematique),
    departement === null ? null : `${departementOf(departement)?.nom} (${departement})`,
    region === null ? null : (regionOf(region)?.nom ?? null),
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}

export const MOST_ITEMS = 50
const DAYS = 60
const MS_OF_DAY = 86_400_000
/** Records read before others are answered. */
const TURN = 500

/** First day told of. @param today ISO day. */
export const sinceOf = (today: string): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - DAYS * MS_OF_DAY).toISOString().slice(0, 10)

/** Départements asked for; null for all. */
const territoryOf = ({ departement, region }: Asked): ReadonlySet<string> | null => {
  if (departement === null && region === null) return null
  const ofRegion = region === null ? null : departementsOf(region)
  if (departement === null) return new Set(ofRegion)
  return new Set(ofRegion === null || ofRegion.includes(departement) ? [departement] : [])
}

/** There, or offered from nowhere in particular to those who live there. What is for the whole of France is news of no territory. */
const isThere = (service: OpenService, territory: ReadonlySet<string>): boolean => {
  const departement = codeOfDepartement(service.code_insee, service.code_postal)
  if (departement !== null) return territory.has(departement)
  return (service.zone_eligibilite ?? []).some((code) =>
    territory.has(/^\d{5}$|^2[AB]\d{3}$/.test(code) ? (codeOfDepartement(code, null) ?? '') : code),
  )
}

/** Those of a category or the need itself, as the snapshot numbers them; null for all. */
const needsOf = ({ thematique }: Asked, { words }: OpenSnapshot): ReadonlySet<number> | null =>
  thematique === null
    ? null
    : new Set(
        NEEDS.filter(({ value }) => value === thematique || value.startsWith(`${thematique}--`)).flatMap(
          ({ value }) => words.known(value) ?? [],
        ),
      )

/** The latest of the last 60 days, the newest first; then by identifier, so that the order never depends on chance. */
export const chooseLatest = async (snapshot: OpenSnapshot, asked: Asked): Promise<readonly OpenService[]> => {
  const since = sinceOf(snapshot.today)
  const territory = territoryOf(asked)
  const needs = needsOf(asked, snapshot)
  // A commune tells its département without reading the record.
  const mayBe = ({ codeInsee, dateMaj, thematiques }: ServiceEntry): boolean =>
    dateMaj >= since &&
    (needs === null || thematiques.some((need) => needs.has(need))) &&
    (territory === null || codeInsee === null || territory.has(codeOfDepartement(codeInsee, null) ?? ''))
  // Entries come in the order of identifiers, and stay so within a day.
  const byDay = Map.groupBy(snapshot.serviceEntries.filter(mayBe), ({ dateMaj }) => dateMaj)
  const found: OpenService[] = []
  let read = 0
  for (const day of [...byDay.keys()].sort().reverse()) {
    for (const { id } of byDay.get(day) ?? []) {
      if (++read % TURN === 0) await setImmediate()
      const service = snapshot.service(id)
      if (service === null || (territory !== null && !isThere(service, territory))) continue
      found.push(service)
      if (found.length === MOST_ITEMS) return found
    }
  }
  return found
}
