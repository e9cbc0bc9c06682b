import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Random } from './random.ts'

/** Places of the invented catalogue: two départements that meet, one of letters, and none at all. */
const PLACES = [
  { code_insee: '75112', code_postal: '75012', commune: 'Paris' },
  { code_insee: '93066', code_postal: '93200', commune: 'Saint-Denis' },
  { code_insee: '2A004', code_postal: '20000', commune: 'Ajaccio' },
] as const
export const TERRITORIES: readonly (readonly string[])[] = [[], ['75'], ['75', '93'], ['2A'], ['93']]

let words = 0
/** To begin a run with, for its words to be the same each time. */
export const resetWords = (from: number): void => {
  words = from
}
/** Never the same twice in a run: what a search for it finds tells which version is indexed. */
export const newWord = (): string => `mot${++words}`

export const inventStructure = (id: string, random: Random): Structure => ({
  source: 'essai',
  id,
  nom: `Structure ${newWord()}`,
  date_maj: '2026-06-01',
  ...random.pick(PLACES),
})

export const inventService = (id: string, structures: readonly string[], random: Random): Service => {
  const remote = random.chance(0.3)
  return {
    source: 'essai',
    structure_id: structures.length > 0 && random.chance(0.85) ? random.pick(structures) : null,
    id,
    nom: `Service ${newWord()}`,
    date_maj: '2026-06-01',
    thematiques: random.chance(0.5) ? ['mobilite--permis'] : ['numerique--acces'],
    publics: ['jeunes'],
    modes_accueil: remote ? ['a-distance'] : ['en-presentiel'],
    ...(random.chance(0.8) ? { ...random.pick(PLACES), longitude: 2.3, latitude: 48.8 } : {}),
    ...(remote ? { zone_eligibilite: random.pick([['france'], ['75'], ['93', '75'], ['2A']]) } : {}),
  }
}

/** A move: the row leaves territories and enters others. */
export const anotherPlace = (random: Random) => random.pick(PLACES)
