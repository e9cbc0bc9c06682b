import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { DEPARTEMENTS, departementOf } from '#shared/geo/divisions.ts'
import { expandSaints } from '#shared/geo/fold.ts'
import type { Candidate } from './candidates.ts'
import { candidatesOf } from './candidates.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'
import { communeLabel, pointLabel } from '#shared/geo/labels.ts'
import type { Scored } from './ranking.ts'
import { accepts, byScore, rank } from './ranking.ts'
import type { Hints } from './reading.ts'
import { read } from './reading.ts'
import type { Describe } from './suggestion.ts'
import { indexTrigrams } from './trigrams.ts'

/** Words that go on a name without being part of it for everyone: « montreuil sous bois » is Montreuil. */
const LINKING = new Set(['sous', 'sur', 'les', 'lez', 'en', 'de', 'd', 'du', 'la', 'le', 'aux', 'au', 'pres', 's'])
/** Under this likeness (Dice, 0 to 1) a name is another name, not a mistake. */
const LEAST_LIKENESS = 0.4
/** Likeness against population (in tenfolds): a closer name is worth more than a larger town, within reason. */
const LIKENESS_WEIGHT = 9
const POPULATION_WEIGHT = 0.6
const MIN_LETTERS = 3
/** A typed point belongs to the commune whose centre is this near at most. */
const POINT_COMMUNE_KM = 30

const NO_HINTS: Hints = { departement: null, postal: null, arrondissement: null, ranked: false, division: null }

/** Completion of places. Never fails and never touches the network, whatever is typed. */
export const createSuggest = (
  gazetteer: Gazetteer,
  describe: Describe,
): ((text: string, limit: number) => readonly PlaceSuggestion[]) => {
  // Built at the first typing: resolving a place, which the first search needs, does without.
  let built: readonly Candidate[] | null = null
  const candidates = (): readonly Candidate[] => (built ??= candidatesOf(gazetteer))
  let trigrams: ReturnType<typeof indexTrigrams> | null = null

  const misspelt = (words: readonly string[], hints: Hints): readonly Scored[] => {
    const typed = expandSaints(words.join(' '))
    if (typed.length < MIN_LETTERS) return []
    trigrams ??= indexTrigrams(candidates().map((candidate) => candidate.padded.slice(1, -1)))
    return trigrams(typed, LEAST_LIKENESS)
      .flatMap(({ index, likeness }): Scored[] => {
        const candidate = candidates()[index]
        if (candidate === undefined || !accepts(candidate, hints)) return []
        return [{ candidate, score: likeness * LIKENESS_WEIGHT + candidate.weight * POPULATION_WEIGHT, exact: false }]
      })
      .sort(byScore)
  }

  /** The name before a linking word, when it is a whole name by itself. */
  const shortened = (words: readonly string[], hints: Hints): readonly Scored[] => {
    const cut = words.findIndex((word, index) => index > 0 && LINKING.has(word))
    return cut === -1 ? [] : rank(candidates(), words.slice(0, cut), hints).filter(({ exact }) => exact)
  }

  const byName = (words: readonly string[], hints: Hints): readonly Scored[] => {
    const ranked = rank(candidates(), words, hints)
    if (ranked.length > 0) return ranked
    const near = [...shortened(words, hints), ...misspelt(words, { ...hints, arrondissement: null })]
    // A wrong figure must not hide a right name.
    return near.length > 0 || hints === NO_HINTS ? near : byName(words, NO_HINTS)
  }

  const describeCandidate = ({ place, row }: Candidate): PlaceSuggestion => {
    const parent = row?.type === 'D' ? gazetteer.commune(row.parent ?? '') : undefined
    return row !== null && parent !== undefined ? describe.former(row, parent) : describe.place(place)
  }

  const named = (words: readonly string[], hints: Hints, limit: number): readonly PlaceSuggestion[] => {
    const ranked = byName(words, hints)
    const seen = new Set<string>()
    const unique = ranked.filter(({ candidate }) => {
      const key = `${candidate.place.kind}${candidate.place.code}`
      return !seen.has(key) && seen.add(key).size > 0
    })
    const shown = unique.slice(0, limit)
    // The largest place of exactly that name is always offered, be it « Y » or « Eu ».
    const exact = unique.find((scored) => scored.exact)
    if (exact !== undefined && !shown.includes(exact)) shown.splice(limit - 1, 1, exact)
    return shown.map(({ candidate }) => describeCandidate(candidate))
  }

  const coded = (code: string, limit: number): readonly PlaceSuggestion[] => {
    const divisions = DEPARTEMENTS.filter((departement) => departement.code.startsWith(code) && code.length < 4)
      .sort((a, b) => Number(b.code === code) - Number(a.code === code))
      .map((departement) => describe.place({ kind: 'departement', code: departement.code }))
    const padded =
      code.length === 1 && departementOf(`0${code}`) !== undefined
        ? [describe.place({ kind: 'departement', code: `0${code}` })]
        : []
    const postal = gazetteer.postal(code)
    const several = postal.length > 1 ? [describe.place({ kind: 'code-postal', code })] : []
    const insee = code.length === 5 ? gazetteer.commune(code) : undefined
    const communes = candidates()
      .filter(({ row }) => row !== null && row.type !== 'D')
      .filter(({ row }) => row?.code.startsWith(code) || row?.codesPostaux.some((candidate) => candidate.startsWith(code)))
      .sort((a, b) => b.weight - a.weight || (a.place.code < b.place.code ? -1 : 1))
    const first = new Set(postal.map((row) => row.code))
    const ordered = [
      ...postal.map((row) => row.code),
      ...(insee === undefined ? [] : [insee.code]),
      ...communes.map(({ place }) => place.code).filter((found) => !first.has(found) && found !== insee?.code),
    ]
    const places = [...new Set(ordered)].slice(0, limit).map((found) => describe.place({ kind: 'commune', code: found }))
    return [...padded, ...several, ...divisions, ...places].slice(0, limit)
  }

  const pointed = (lat: number, lon: number): readonly PlaceSuggestion[] => {
    const row = gazetteer.nearest(lat, lon, POINT_COMMUNE_KM)
    const place = {
      kind: 'point',
      lat,
      lon,
      label: pointLabel(lat, lon),
      ...(row === null ? {} : { commune: row.code }),
    } as const
    const point = describe.place(place)
    return [
      row === null
        ? { ...point, detail: 'Point éloigné de toute commune française' }
        : { ...point, detail: `Près de ${communeLabel(row)}` },
    ]
  }

  return (text, limit) => {
    const reading = read(text)
    switch (reading.kind) {
      case 'empty':
        return []
      case 'point':
        return pointed(reading.lat, reading.lon)
      case 'code':
        return coded(reading.code, limit)
      case 'name':
        return named(reading.words, reading.hints, limit)
    }
  }
}
