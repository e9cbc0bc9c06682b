import type { Rarity } from './names.ts'
import type { Sheet } from './sheet.ts'

/** Which pairs are worth weighing: those that share something rare. All pairs of 100,000 sheets would be five milliards. */

/** A key that more sheets than this share tells nothing apart. */
const MOST_IN_BLOCK = 60
/** Words rarer than this tell something. */
const RARE = 0.35

/** Squares of about 150 m; a place near an edge is in two or four of them. */
const CELL = 0.0015
const cellsOf = ({ lat, lon }: { readonly lat: number; readonly lon: number }): readonly string[] => {
  const [y, x] = [lat / CELL, lon / CELL]
  const near = (value: number): readonly number[] => [...new Set([Math.floor(value - 0.5), Math.floor(value)])]
  return near(y).flatMap((row) => near(x).map((column) => `${row}:${column}`))
}

const keysOf = (sheet: Sheet, rarity: Rarity): readonly string[] => {
  const { kind, name, siret, commune, codePostal, numero, rue, point, telephone, courriel, site, structureId, structure } = sheet
  const keys: string[] = []
  const own = [...new Set(name.words.filter((word) => !sheet.communeWords.has(word)))].slice(0, 10)
  const telling = own.filter((word) => rarity(word) >= RARE)
  const first = telling[0] ?? name.words[0] ?? ''
  if (kind === 'structure' && siret !== null) keys.push(`siret ${siret}`)
  if (telephone !== null) keys.push(`tel ${telephone}${kind === 'service' ? ` ${first}` : ''}`)
  if (courriel !== null) keys.push(`mel ${courriel}${kind === 'service' ? ` ${first}` : ''}`)
  if (site !== null && site.includes('/')) keys.push(`site ${site}`)
  for (const place of new Set([commune, codePostal])) {
    if (place === null) continue
    for (const word of own) keys.push(`mot ${place} ${word.slice(0, 4)}`)
    keys.push(`nom ${place} ${own.toSorted().join(' ')}`)
    if (rue.length > 0 && kind === 'structure') keys.push(`rue ${place} ${rue.at(-1) ?? ''}`)
    if (rue.length > 0 && numero !== null)
      keys.push(`rue ${place} ${numero} ${rue.at(-1) ?? ''}${kind === 'service' ? ` ${first}` : ''}`)
  }
  if (point !== null)
    for (const cell of cellsOf(point)) keys.push(`pres ${cell}${kind === 'service' ? ` ${first.slice(0, 5)}` : ''}`)
  if (structureId !== null) for (const word of telling) keys.push(`chez ${structureId} ${word.slice(0, 5)}`)
  // A service told from afar by two sources: the same words by the same structure.
  if (kind === 'service' && structure !== null)
    keys.push(`par ${structure.words.toSorted().join(' ')} ${name.words.toSorted().slice(0, 3).join(' ')}`)
  return keys
}

/** Pairs of positions in `sheets`, each once, the smaller first. */
export function* candidatePairs(sheets: readonly Sheet[], rarity: Rarity): Generator<readonly [number, number]> {
  const blocks = new Map<string, number[]>()
  for (const [at, sheet] of sheets.entries()) {
    for (const key of new Set(keysOf(sheet, rarity))) {
      const block = blocks.get(key)
      if (block === undefined) blocks.set(key, [at])
      else block.push(at)
    }
  }
  const seen = new Set<number>()
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > MOST_IN_BLOCK) continue
    for (let i = 0; i < block.length; i += 1) {
      for (let j = i + 1; j < block.length; j += 1) {
        const [a = 0, b = 0] = [block[i], block[j]]
        const pair = a * sheets.length + b
        if (seen.has(pair)) continue
        seen.add(pair)
        yield [a, b]
      }
    }
  }
}
