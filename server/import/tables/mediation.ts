import { fold } from '#shared/search/text.ts'

/**
 * Services of the places of digital mediation as needs of v1 (data-inclusion.md §1.4). Phrases of the three generations of the
 * standard are looked for inside the text, because files join them with commas, slashes, line breaks or nothing at all.
 */
const FONDAMENTAUX = 'numerique--maitriser-les-fondamentaux-du-numerique'
const EN_LIGNE = 'numerique--acceder-a-des-services-en-ligne'
const CONNEXION = 'numerique--acceder-a-une-connexion-internet'
const EQUIPEMENT = 'numerique--acquerir-un-equipement'
const DEMARCHES = 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives'
const EMPLOI = 'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi'
const LOISIRS = 'remobilisation--activites-sportives-et-culturelles'
const PARENTALITE = 'famille--soutien-a-la-parentalite-et-a-leducation'

const PHRASES: readonly (readonly [phrase: RegExp, needs: readonly string[]])[] = [
  // Standard of 2023.
  [/acces internet et materiel/, [CONNEXION, EQUIPEMENT]],
  [/acquisition de materiel/, [EQUIPEMENT]],
  [/aides? aux demarches administratives/, [DEMARCHES, EN_LIGNE]],
  [/comprehension du monde numerique/, [FONDAMENTAUX]],
  [/insertion professionnelle/, [EMPLOI, FONDAMENTAUX]],
  [/loisirs et creations? numeriques?/, [LOISIRS, FONDAMENTAUX]],
  [/maitrise des outils numeriques du quotidien/, [FONDAMENTAUX, EN_LIGNE]],
  [/parentalite et (l')?education/, [PARENTALITE, FONDAMENTAUX]],
  [/utilisation securisee/, [FONDAMENTAUX]],
  // Standard of 2022.
  [/prendre en main un (ordinateur|smartphone)/, [FONDAMENTAUX]],
  [/utiliser le numerique au quotidien/, [FONDAMENTAUX, EN_LIGNE]],
  [/culture numerique|citoyennete numerique/, [FONDAMENTAUX]],
  [/creer et developper mon entreprise/, ['creer-une-entreprise--developper-son-entreprise', FONDAMENTAUX]],
  [/acceder a du materi/, [EQUIPEMENT]],
  [/connexion internet/, [CONNEXION]],
  [/creer avec le numerique/, [LOISIRS, FONDAMENTAUX]],
  [/demarches de sante/, ['sante--acces-aux-soins', EN_LIGNE]],
  [/realiser des demarches administratives/, [DEMARCHES, EN_LIGNE]],
  [/devenir autonome dans les demarches/, [EN_LIGNE]],
  [/s'equiper en materiel/, [EQUIPEMENT]],
  // Words of local inventories.
  [/acces a du materiel|imprimante|scanner/, [EQUIPEMENT]],
  [/acces a internet/, [CONNEXION]],
  [
    /decouvrir les usages de base|decouverte d'internet|decouverte de l'ordinateur|competences? numeriques? avancee/,
    [FONDAMENTAUX],
  ],
  [/aide a la recherche d'emploi/, [EMPLOI]],
  [/activites numeriques recreatives/, [LOISIRS, FONDAMENTAUX]],
]

/** `unknown` are the texts in which no phrase was recognised. */
export const thematiquesFromMediation = (
  services: readonly string[],
): { readonly values: readonly string[]; readonly unknown: readonly string[] } => {
  const found = new Set<string>()
  const unknown: string[] = []
  for (const service of services) {
    const folded = fold(service).replace(/\s+/g, ' ')
    const matches = PHRASES.filter(([phrase]) => phrase.test(folded))
    if (matches.length === 0) unknown.push(service)
    for (const [, needs] of matches) for (const need of needs) found.add(need)
  }
  return { values: [...found], unknown }
}

/** « En autonomie » before « dans un atelier » before « accompagnement individuel » (data-inclusion.md §1.4); null when none is said. */
export const typeFromModalites = (modalites: readonly string[]): string | null => {
  const folded = fold(modalites.join(' / '))
  if (/acces a du materiel|en autonomie|\bseul ?:/.test(folded)) return 'aide-materielle'
  if (/atelier/.test(folded)) return 'atelier'
  return /accompagn|avec de l'aide|a ma place/.test(folded) ? 'accompagnement' : null
}

export type MappedFrais = { readonly frais: 'gratuit' | 'payant' | null; readonly precisions: string | null }

/** Conditions of access of a place: what is charged, and on what terms. */
export const fraisFromConditions = (conditions: readonly string[]): MappedFrais => {
  const parts = conditions.flatMap((text) => text.split(/\s*\/\s*(?=[A-Z])/)).map((text) => text.trim())
  const folded = parts.map(fold)
  const special = parts.filter((_, index) => !/^gratuit( :|$)/.test(folded[index] ?? ''))
  const precisions = special.length > 0 ? special.join(' ; ') : null
  if (folded.some((text) => /^payant|^adhesion|cotisation/.test(text))) return { frais: 'payant', precisions }
  if (folded.some((text) => /gratuit|pass numerique/.test(text))) return { frais: 'gratuit', precisions }
  return { frais: null, precisions }
}
