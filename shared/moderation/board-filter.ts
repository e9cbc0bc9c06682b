import { fold, words } from '../search/text.ts'
import type { BoardLine, BoardPage, BoardQuery } from './board.ts'
import { ETATS_STRUCTURE } from './structure-state.ts'

/**
 * The board of a territory, narrowed, counted and sorted. 30,000 lines are prepared once; a question is then one pass over numbers,
 * and each sort is made the first time that it is asked for. Pure.
 */

/** A property that filters and is counted: for each line, the codes of its values. */
type Facet = {
  readonly values: readonly string[]
  readonly codeOf: ReadonlyMap<string, number>
  /** Codes of line `n` are `codes[start[n]]` to `codes[start[n + 1] - 1]`. */
  readonly start: Uint32Array
  readonly codes: Uint32Array
}

/** Lines between two steps of what is long: a few milliseconds. */
const STEP = 2_000

function* facetOf(
  lines: readonly BoardLine[],
  valuesOf: (line: BoardLine) => readonly string[],
  known: readonly string[] = [],
): Generator<undefined, Facet> {
  const codeOf = new Map(known.map((value, code) => [value, code]))
  const start = new Uint32Array(lines.length + 1)
  const codes: number[] = []
  for (const [n, line] of lines.entries()) {
    for (const value of new Set(valuesOf(line))) {
      const code = codeOf.get(value) ?? codeOf.size
      codeOf.set(value, code)
      codes.push(code)
    }
    start[n + 1] = codes.length
    if (n % STEP === 0) yield
  }
  return { values: [...codeOf.keys()], codeOf, start, codes: Uint32Array.from(codes) }
}

const one = (value: string | null): readonly string[] => (value === null ? [] : [value])

const FACETS = ['etats', 'departements', 'typologies', 'thematiques', 'labels', 'sources'] as const
type FacetName = (typeof FACETS)[number]

const VALUES: Readonly<Record<FacetName, (line: BoardLine) => readonly string[]>> = {
  etats: ({ etat }) => [etat],
  departements: ({ departement }) => one(departement),
  typologies: ({ typologie }) => one(typologie),
  thematiques: ({ thematiques }) => thematiques,
  labels: ({ labels }) => labels,
  sources: ({ source }) => [source],
}

type Tri = BoardQuery['tri']

export type PreparedBoard = {
  readonly lines: readonly BoardLine[]
  /** Folded words of the name and of the commune, each after a space. */
  readonly text: readonly string[]
  readonly facets: Readonly<Record<FacetName, Facet>>
  /** Lines in the order of a sort. */
  readonly order: (tri: Tri, decroissant: boolean) => Uint32Array
}

/** Whole numbers, from 0, that order lines as their texts do; null for those without one. */
const ranksOf = (texts: readonly (string | null)[]): readonly (number | null)[] => {
  const rank = new Map([...new Set(texts.filter((text) => text !== null))].sort().map((text, at) => [text, at]))
  return texts.map((text) => (text === null ? null : (rank.get(text) ?? null)))
}

/** Each different text once: a board has few communes. */
const onEach = (work: (text: string) => string) => {
  const known = new Map<string, string>()
  return (text: string): string => {
    const done = known.get(text) ?? work(text)
    known.set(text, done)
    return done
  }
}

/** Once folded: what is no letter and no digit, and any letter beyond those of French is one. */
const BETWEEN = /[^a-z0-9\u0080-\uffff]+/g
const folded = (text: string): string => fold(text).replace(BETWEEN, ' ').trim()

/** Null comes last, whichever way the sort goes. */
const KEYS: Readonly<Record<Exclude<Tri, 'nom'>, (lines: readonly BoardLine[]) => readonly (number | null)[]>> = {
  etat: (lines) => lines.map(({ etat }) => ETATS_STRUCTURE.indexOf(etat)),
  publies: (lines) => lines.map(({ publies }) => publies),
  actifs: (lines) => lines.map(({ actifs }) => actifs),
  'a-actualiser': (lines) => lines.map(({ a_actualiser }) => a_actualiser),
  vues: (lines) => lines.map(({ vues }) => vues),
  'date-maj': (lines) => ranksOf(lines.map(({ date_maj }) => (date_maj === '' ? null : date_maj))),
  commune: (lines) => {
    const key = onEach(folded)
    return ranksOf(lines.map(({ commune }) => (commune === null ? null : key(commune))))
  },
}

const merged = (a: Uint32Array, b: Uint32Array, keys: readonly string[]): Uint32Array => {
  const both = new Uint32Array(a.length + b.length)
  let [i, j] = [0, 0]
  for (let at = 0; at < both.length; at++) {
    const first = j >= b.length || (i < a.length && (keys[a[i] as number] as string) < (keys[b[j] as number] as string))
    both[at] = (first ? a[i++] : b[j++]) as number
  }
  return both
}

/** Lines from A to Z, some at a time, then two by two. @param keys of each line, no two the same */
function* alphabetical(keys: readonly string[]): Generator<undefined, Uint32Array> {
  let runs: Uint32Array[] = []
  for (let from = 0; from < keys.length; from += STEP) {
    const run = Uint32Array.from({ length: Math.min(STEP, keys.length - from) }, (_, n) => from + n)
    runs.push(run.sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1)))
    yield
  }
  while (runs.length > 1) {
    const longer: Uint32Array[] = []
    for (let at = 0; at < runs.length; at += 2) {
      const [one, other] = runs.slice(at, at + 2)
      if (one !== undefined) longer.push(other === undefined ? one : merged(one, other, keys))
      yield
    }
    runs = longer
  }
  return runs[0] ?? new Uint32Array()
}

/** What is left equal is from A to Z, whichever way the sort goes. */
const sortedBy = (keys: readonly (number | null)[], names: Uint32Array, decroissant: boolean): Uint32Array => {
  const most = keys.reduce<number>((max, key) => Math.max(max, key ?? 0), 0)
  // One number says the key, then the place in the alphabet: numbers sort by themselves.
  const both = Float64Array.from(names, (n, place) => {
    const key = keys[n] ?? null
    return (key === null ? most + 1 : decroissant ? most - key : key) * names.length + place
  }).sort()
  return Uint32Array.from(both, (each) => names[each % names.length] as number)
}

/** Prepares a board a little at a time: whoever drives it may do something else at each step. */
export function* preparing(lines: readonly BoardLine[]): Generator<undefined, PreparedBoard> {
  const communeWords = onEach((commune) => words(commune).join(' '))
  const text: string[] = []
  const keys: string[] = []
  for (const { id, nom, commune } of lines) {
    text.push(` ${words(nom).join(' ')} ${communeWords(commune ?? '')}`)
    // Those of one name in the order of their identifiers.
    if (keys.push(`${folded(nom)}\u0000${id}`) % STEP === 0) yield
  }
  const names = yield* alphabetical(keys)
  const facets: Partial<Record<FacetName, Facet>> = {}
  for (const name of FACETS) {
    facets[name] = yield* facetOf(lines, VALUES[name], name === 'etats' ? ETATS_STRUCTURE : [])
  }
  const orders = new Map<string, Uint32Array>()
  const ordered = (tri: Tri, decroissant: boolean): Uint32Array => {
    if (tri === 'nom') return decroissant ? names.toReversed() : names
    return sortedBy(KEYS[tri](lines), names, decroissant)
  }
  return {
    lines,
    text,
    facets: facets as Record<FacetName, Facet>,
    order: (tri, decroissant) => {
      const key = `${tri} ${String(decroissant)}`
      const made = orders.get(key) ?? ordered(tri, decroissant)
      orders.set(key, made)
      return made
    },
  }
}

export const prepareBoard = (lines: readonly BoardLine[]): PreparedBoard => {
  const steps = preparing(lines)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const SEPARATORS = /[\s.\u00a0\u202f-]+/gu
/** Fewer digits name too many establishments. */
const SIRET_DIGITS = /^\d{3,14}$/

/** Whether a line has those words: each begins a word of its name or of its commune; or the digits begin its SIRET. */
const matcher = ({ lines, text }: PreparedBoard, texte: string): ((n: number) => boolean) | null => {
  const asked = words(texte).map((word) => ` ${word}`)
  const digits = texte.replace(SEPARATORS, '')
  const siret = SIRET_DIGITS.test(digits) ? digits : null
  if (asked.length === 0) return null
  return (n) => {
    const told = text[n] ?? ''
    return asked.every((word) => told.includes(word)) || (siret !== null && lines[n]?.siret?.startsWith(siret) === true)
  }
}

export type BoardSelection = {
  /** Places of the lines in the board, in the order that was asked. */
  readonly rows: Uint32Array
} & Pick<BoardPage, 'par_etat' | 'facettes'>

const hasOne = ({ start, codes }: Facet, wanted: Uint8Array, n: number): boolean => {
  const end = start[n + 1] as number
  for (let i = start[n] as number; i < end; i++) if (wanted[codes[i] as number] === 1) return true
  return false
}

const add = ({ start, codes }: Facet, counts: Uint32Array, n: number): void => {
  const end = start[n + 1] as number
  for (let i = start[n] as number; i < end; i++) {
    const code = codes[i] as number
    counts[code] = (counts[code] as number) + 1
  }
}

/** What is there, and what was asked for, if only to say that it is nowhere. */
const told = ({ values }: Facet, counts: Uint32Array, asked: readonly string[]): Record<string, number> => ({
  ...Object.fromEntries(asked.map((value) => [value, 0])),
  ...Object.fromEntries(values.flatMap((value, code) => ((counts[code] as number) > 0 ? [[value, counts[code] as number]] : []))),
})

/**
 * Lines that every filter keeps; and for each filter, counts of its values among the lines that all the others keep. A filter keeps a
 * line that has one of its values.
 */
export const selectBoard = (board: PreparedBoard, query: BoardQuery): BoardSelection => {
  const { lines, facets } = board
  const matches = matcher(board, query.texte)
  const wanted = FACETS.map((name): Uint8Array | null => {
    const { values, codeOf } = facets[name]
    if (query[name].length === 0) return null
    const bits = new Uint8Array(values.length)
    for (const value of query[name]) {
      const code = codeOf.get(value)
      if (code !== undefined) bits[code] = 1
    }
    return bits
  })
  const list = FACETS.map((name) => facets[name])
  const counts = list.map(({ values }) => new Uint32Array(values.length))
  const kept = new Uint8Array(lines.length)
  let total = 0

  for (let n = 0; n < lines.length; n++) {
    /** The only filter that keeps the line away; -1 for none. */
    let away = -1
    let far = false
    for (let f = 0; f < list.length && !far; f++) {
      const bits = wanted[f] as Uint8Array | null
      if (bits === null || hasOne(list[f] as Facet, bits, n)) continue
      far = away >= 0
      away = f
    }
    if (far || (matches !== null && !matches(n))) continue
    if (away >= 0) {
      add(list[away] as Facet, counts[away] as Uint32Array, n)
      continue
    }
    kept[n] = 1
    total++
    for (let f = 0; f < list.length; f++) add(list[f] as Facet, counts[f] as Uint32Array, n)
  }

  const rows = new Uint32Array(total)
  let at = 0
  for (const n of board.order(query.tri, query.decroissant)) if (kept[n] === 1) rows[at++] = n
  const countsOf = (name: FacetName): Record<string, number> =>
    told(facets[name], counts[FACETS.indexOf(name)] as Uint32Array, query[name])
  return {
    rows,
    par_etat: { ...Object.fromEntries(ETATS_STRUCTURE.map((etat) => [etat, 0])), ...countsOf('etats') },
    facettes: {
      departements: countsOf('departements'),
      typologies: countsOf('typologies'),
      thematiques: countsOf('thematiques'),
      labels: countsOf('labels'),
      sources: countsOf('sources'),
    },
  }
}
