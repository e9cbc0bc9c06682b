import type { Service } from '../catalogue/record.ts'
import type { ResolvedPlace } from '../geo/types.ts'
import { isNational, widestZone } from '../geo/zone.ts'
import { includes } from '../orientation/checking.ts'
import type { Checks } from '../orientation/checks.ts'
import { ageOf, allOf, conditionLine, judgeAll, PUBLIC_BY_LABEL, publicLine, type Words } from '../orientation/eligibility.ts'
import { askedOf } from '../orientation/snapshot.ts'
import type { Profil } from './profile.ts'

/**
 * Is the person of a folder one whom a service is for: « éligible », « à vérifier », « non, parce que… » (peers.md §5 row 3). By what
 * the folder knows alone; what it does not know is to be verified, never a yes.
 */

const WORDS: Words = {
  oui: 'c’est noté dans son dossier.',
  non: 'parce que son dossier dit le contraire.',
  inconnu: 'son dossier ne le dit pas.',
}

type Line = Checks['eligibilite']['lignes'][number]
type Place = Pick<ResolvedPlace, 'label' | 'zoneCodes'>

/** @param zoneLabel the zone in words; '' when its codes were not named */
const zoneLine = (codes: readonly string[], lieu: Place | null, zoneLabel: string): Line => {
  const quoi = zoneLabel === '' ? 'Zone' : `Zone\u202f: ${zoneLabel}`
  if (codes.length === 0) return { quoi, verdict: 'a-verifier', raison: 'la zone du service n’est pas indiquée.' }
  if (codes.some(isNational)) return { quoi, verdict: 'eligible', raison: 'toute la France est concernée.' }
  if (lieu === null || lieu.zoneCodes.length === 0)
    return { quoi, verdict: 'a-verifier', raison: 'la commune de la personne n’est pas dans son dossier.' }
  if (includes(codes, lieu)) return { quoi, verdict: 'eligible', raison: `${lieu.label} est dans la zone du service.` }
  if (widestZone(codes) === 'inconnue') return { quoi, verdict: 'a-verifier', raison: 'la zone du service n’est pas reconnue.' }
  return { quoi, verdict: 'non', raison: `parce que ${lieu.label} est hors de la zone du service.` }
}

/** @param lieu where the person lives; null when it is not known, or cannot be resolved here */
export const eligibilityOfPerson = (
  profil: Pick<Profil, 'age' | 'publics' | 'conditions'>,
  service: Service,
  lieu: Place | null,
  zoneLabel = '',
): Checks['eligibilite'] => {
  const { verdict, lignes } = judgeAll(
    {
      age: ageOf(profil.age),
      public: (label) => profil.publics[PUBLIC_BY_LABEL.get(label) ?? label] ?? null,
      condition: (label) => profil.conditions[label] ?? null,
      words: WORDS,
    },
    askedOf(service),
  )
  const zone = zoneLine(service.zone_eligibilite ?? [], lieu, zoneLabel)
  return { verdict: allOf([verdict, zone.verdict]), lignes: [...lignes, zone] }
}

/** The line that decides: the first that says no, else the first to verify, else the first. */
export const decisive = ({ verdict, lignes }: Checks['eligibilite']): Line | null =>
  lignes.find((line) => line.verdict === verdict) ?? lignes[0] ?? null

/** A fact that a person may be asked, and where their folder keeps it. */
export type Question = { readonly champ: 'publics' | 'conditions'; readonly cle: string }

/** What each line of the eligibility to that service asks, by what it is about; a line that is not there asks nothing. */
export const questionsOf = (service: Service): ReadonlyMap<string, Question> => {
  const { publics, criteres } = askedOf(service)
  return new Map<string, Question>([
    ...publics.map((label): [string, Question] => [
      publicLine(label),
      { champ: 'publics', cle: PUBLIC_BY_LABEL.get(label) ?? label },
    ]),
    ...criteres.map((label): [string, Question] => [conditionLine(label), { champ: 'conditions', cle: label }]),
  ])
}
