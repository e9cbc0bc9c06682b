import { fold } from '#shared/geo/fold.ts'
import type { Epci } from '#shared/geo/types.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'

/** Looks for intercommunalités: by words of their name, then by the name of one of their communes, the largest first. */
export const createEpcis = (gazetteer: Gazetteer): ((text: string, limit: number) => readonly Epci[]) => {
  const byCode = new Map(gazetteer.epcis.map((epci) => [epci.code, epci]))
  let padded: readonly { readonly epci: Epci; readonly words: string }[] | null = null
  let communes: readonly { readonly nom: string; readonly population: number; readonly epcis: readonly string[] }[] | null = null

  const named = (words: readonly string[]): readonly Epci[] => {
    padded ??= gazetteer.epcis.map((epci) => ({ epci, words: ` ${fold(epci.nom)} ` }))
    return padded
      .filter((one) => words.every((word) => one.words.includes(` ${word}`)))
      .map(({ epci }) => epci)
      .sort((a, b) => a.nom.length - b.nom.length || a.nom.localeCompare(b.nom, 'fr'))
  }
  const ofCommune = (typed: string): readonly Epci[] => {
    communes ??= gazetteer.rows
      .filter(({ type }) => type !== 'D')
      .map(({ nom, population, epcis }) => ({ nom: fold(nom), population, epcis }))
      .sort((a, b) => b.population - a.population)
    const found = communes.filter(({ nom }) => nom === typed || (typed.length > 2 && nom.startsWith(typed)))
    return found.slice(0, 20).flatMap(({ epcis }) => epcis.flatMap((code) => byCode.get(code) ?? []))
  }

  return (text, limit) => {
    const typed = fold(text).trim()
    if (typed === '') return []
    const exact = byCode.get(typed)
    const found = exact === undefined ? [...named(typed.split(' ')), ...ofCommune(typed)] : [exact]
    return [...new Map(found.map((epci) => [epci.code, epci])).values()].slice(0, limit)
  }
}
