import type { Source } from './input/sources.ts'

/**
 * The weekly open-data files of data·inclusion on data.gouv.fr (data-inclusion.md §2.4): permanent addresses, by format.
 * Parquet first: ten times smaller than JSON, and its dates and lists are typed.
 */
const RESOURCES = {
  parquet: { structures: '915c05e8-77ea-44f6-9837-0f1eff897a54', services: 'de4856b8-bb67-4b79-83bd-038e846a1774' },
  json: { structures: '4fc64287-e869-4550-8fb9-b1e0b7809ffa', services: '0eac1faa-66f9-4e49-8fb3-f0721027d89f' },
} as const

export const OFFICIAL_BASE = 'https://www.data.gouv.fr/fr/datasets/r/'
export type OfficialFormat = keyof typeof RESOURCES

/** What to give to the import for `npm run import -- data.gouv`. `base` is another server for tests. */
export const officialSources = (format: OfficialFormat, base: string = OFFICIAL_BASE): Source[] =>
  (['structures', 'services'] as const).map((what) => ({
    kind: 'url',
    name: `${what}-inclusion.${format}`,
    url: new URL(RESOURCES[format][what], base).href,
  }))
