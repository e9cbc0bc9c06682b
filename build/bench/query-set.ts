import type { PlaceRef } from '#shared/search/query.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { FRAICHEURS, ZONES, type Filters } from '#shared/search/query.ts'
import type { CommuneRow, ResolvedPlace } from '#shared/geo/types.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { entriesOf, type ListName } from '#shared/reference/labels.ts'
import { randomFrom, type Random } from './random.ts'
import { WARM_WORDS, WORDS } from './words.ts'

/** The six ways of asking that are told apart in the table. */
export const KINDS = {
  'lieu-theme': 'lieu + thématique',
  'mots-lieu': 'mots + lieu',
  mots: 'mots seuls',
  facettes: 'facettes (3 à 6)',
  frappe: 'mots en cours de frappe',
  fautes: 'mots avec une faute',
} as const
export type Kind = keyof typeof KINDS

export type BenchQuery = {
  readonly kind: Kind
  readonly query: SearchQuery
  /** `query.place`, resolved as the host resolves it. */
  readonly place: ResolvedPlace | null
}
export type QuerySet = {
  /** Runs once before; told apart from the measure. */
  readonly warm: readonly BenchQuery[]
  /** Each is run once, in this order; none is in `warm`, and none comes twice. */
  readonly measured: readonly BenchQuery[]
}

type Places = {
  readonly communes: readonly CommuneRow[]
  readonly resolve: (place: PlaceRef) => ResolvedPlace
}

const RADII = [50, 50, 50, 20, 10, 100] as const

/** People ask where they live: the weight of a commune is its population. */
export const drawCommune = (communes: readonly CommuneRow[]): ((random: Random) => CommuneRow) => {
  const inhabited = communes.filter((row) => row.type === 'C' && row.population > 0 && row.lat !== null)
  const ends: number[] = []
  let total = 0
  for (const { population } of inhabited) ends.push((total += population))
  return (random) => {
    const at = random.next() * total
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) <= at) low = middle + 1
      else high = middle
    }
    return inhabited[low] as CommuneRow
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** One slip in the longest word: a letter dropped, doubled, replaced, or two swapped. */
export const misspell = (text: string, random: Random): string => {
  const longest = text.split(/[ ’]/).reduce((a, b) => (b.length > a.length ? b : a))
  const at = 1 + random.below(Math.max(1, longest.length - 2))
  const [head, letter, next, tail] = [longest.slice(0, at), longest.charAt(at), longest.charAt(at + 1), longest.slice(at + 2)]
  const slips = [
    head + next + tail,
    head + letter + letter + next + tail,
    head + next + letter + tail,
    head + random.pick([...LETTERS]) + next + tail,
  ]
  return text.replace(longest, random.pick(slips))
}

const values = (list: ListName): readonly string[] => entriesOf(list).map(({ value }) => value)

/** Three to six facets at once, one to three values each, as a counsellor who narrows down. */
const manyFacets = (random: Random): Partial<Filters> => {
  const choices: readonly (readonly [keyof Filters, readonly string[]])[] = [
    ['thematiques', [...CATEGORIES, ...NEEDS].map(({ value }) => value)],
    ['publics', values('publics')],
    ['types', values('types')],
    ['frais', values('frais')],
    ['modes_accueil', values('modes_accueil')],
    ['modes_mobilisation', values('modes_mobilisation')],
    ['mobilisable_par', values('mobilisable_par')],
    ['fraicheur', FRAICHEURS],
    ['orientable', ['oui', 'non']],
    ['zone', ZONES],
  ]
  return Object.fromEntries(
    random.some(choices, 3 + random.below(4)).map(([facet, all]) => [facet, random.some(all, 1 + random.below(3))]),
  )
}

const themes = (random: Random): string[] =>
  random.chance(0.3)
    ? [random.pick(CATEGORIES).value]
    : random.some(
        NEEDS.map(({ value }) => value),
        1 + random.below(2),
      )

const prefixOf = (text: string, random: Random): string => text.slice(0, 1 + random.below(text.length))

/** Deterministic for a seed: `perKind` measured queries of each kind, shuffled together, and a fifth as many to warm up. */
export const makeQueries = ({ communes, resolve }: Places, perKind: number, seed: number): QuerySet => {
  const commune = drawCommune(communes)
  const seen = new Set<string>()
  const kinds = Object.keys(KINDS) as Kind[]

  const make = (kind: Kind, words: readonly string[], random: Random): BenchQuery => {
    const placed = kind === 'mots' ? false : kind === 'facettes' || kind === 'frappe' ? random.chance(0.5) : true
    const ref: PlaceRef | null = placed ? { kind: 'commune', code: commune(random).code } : null
    const word = random.pick(words)
    const text =
      kind === 'lieu-theme'
        ? ''
        : kind === 'facettes'
          ? random.chance(0.5)
            ? word
            : ''
          : kind === 'frappe'
            ? prefixOf(word, random)
            : kind === 'fautes'
              ? misspell(word, random)
              : word
    const filters = kind === 'facettes' ? manyFacets(random) : kind === 'lieu-theme' ? { thematiques: themes(random) } : {}
    const query = SearchQuery.parse({ text, place: ref, radiusKm: random.pick(RADII), filters })
    return { kind, query, place: ref === null ? null : resolve(ref) }
  }
  const some = (words: readonly string[], each: number, random: Random): BenchQuery[] => {
    const made = kinds.flatMap((kind) =>
      Array.from({ length: each }, () => {
        // Words alone are few: once they have all been asked, two of them make a new question.
        for (let attempt = 0; ; attempt++) {
          const one = make(kind, attempt < 20 ? words : [`${random.pick(words)} ${random.pick(words)}`], random)
          const key = JSON.stringify([one.query.text, one.query.place, one.query.radiusKm, one.query.filters])
          const wordsOnly = JSON.stringify([kind, one.query.text])
          if (seen.has(key) || (kind === 'mots' && seen.has(wordsOnly))) continue
          seen.add(key).add(wordsOnly)
          return one
        }
      }),
    )
    return random.some(made, made.length)
  }
  return {
    warm: some(WARM_WORDS, Math.max(4, Math.round(perKind / 5)), randomFrom(seed + 1)),
    measured: some(WORDS, perKind, randomFrom(seed)),
  }
}
