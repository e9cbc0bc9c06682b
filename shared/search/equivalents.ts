import { createTrie, type Trie } from './trie.ts'
import { indexTerms, queryWords, type QueryWord } from './text.ts'

/**
 * Short or everyday words for the very same thing as longer or official ones.
 * When the index is written, a text that says « protection maternelle et infantile » also gets « PMI »; when it is asked, the
 * long form is understood as the short one. Never the contrary: a « CCAS » must not be found by « centre social » because
 * its long name holds both words.
 * Unlike synonyms (a word and the need it stands for), these are about words alone.
 */

/** What is indexed and asked, then the forms that bring it, separated by commas. */
const SAME: readonly string[] = [
  'pmi, protection maternelle et infantile, protection maternelle infantile',
  'rqth, reconnaissance de la qualité de travailleur handicapé, reconnaissance travailleur handicapé',
  'mdph, maison départementale des personnes handicapées',
  'aah, allocation aux adultes handicapés, allocation adulte handicapé',
  'fle, français langue étrangère',
  'cpf, compte personnel de formation',
  'cej, contrat d’engagement jeune',
  'rsa, revenu de solidarité active',
  'fsl, fonds de solidarité pour le logement, fonds de solidarité logement, fond de solidarité pour le logement',
  'faj, fonds d’aide aux jeunes',
  'ccas, centre communal d’action sociale',
  'cias, centre intercommunal d’action sociale',
  'plie, plan local pour l’insertion et l’emploi',
  'iae, insertion par l’activité économique',
  'aci, atelier et chantier d’insertion, atelier chantier d’insertion, ateliers et chantiers d’insertion',
  'etti, entreprise de travail temporaire d’insertion, intérim d’insertion',
  'esat, établissement et service d’aide par le travail, établissement d’aide par le travail',
  'cidff, centre d’information sur les droits des femmes et des familles',
  'csapa, centre de soins d’accompagnement et de prévention en addictologie',
  'cmp, centre médico-psychologique',
  'gem, groupe d’entraide mutuelle',
  'chrs, centre d’hébergement et de réinsertion sociale',
  'fjt, foyer de jeunes travailleurs, résidence habitat jeunes, habitat jeunes',
  'siao, service intégré d’accueil et d’orientation',
  'adil, agence départementale d’information sur le logement',
  'apl, aide personnalisée au logement',
  'caf, caisse d’allocations familiales',
  'cpam, caisse primaire d’assurance maladie',
  'css, complémentaire santé solidaire',
  'pch, prestation de compensation du handicap',
  'cmi, carte mobilité inclusion',
  'apa, allocation personnalisée d’autonomie',
  'saad, service d’aide et d’accompagnement à domicile, service d’aide à domicile',
  'tisf, technicien de l’intervention sociale et familiale',
  'laep, lieu d’accueil enfants parents, lieu d’accueil parents enfants',
  'rpe, relais petite enfance, relais assistantes maternelles, relais parents assistants maternels',
  'mam, maison d’assistantes maternelles',
  'alsh, accueil de loisirs sans hébergement, centre de loisirs',
  'masp, mesure d’accompagnement social personnalisé',
  'avdl, accompagnement vers et dans le logement',
  'asll, accompagnement social lié au logement',
  'pmsmp, période de mise en situation en milieu professionnel',
  'e2c, école de la deuxième chance, école de la 2e chance, école de la 2eme chance, école 2eme chance',
  'tad, transport à la demande',
  'dalo, droit au logement opposable',
  'spip, service pénitentiaire d’insertion et de probation',
  'pjj, protection judiciaire de la jeunesse',
  'cv, curriculum vitae',
  'lsf, langue des signes française, langue des signes',
  'cae, coopérative d’activité et d’emploi',
  'tre, techniques de recherche d’emploi',
  'voiturette, voiture sans permis, vsp',
  'ehpad, maison de retraite',
]

/** Everyday words and what texts write instead. */
const SAID: readonly string[] = [
  'psy, psychologue, psychologique, psychiatre, psychiatrique, psychique, santé mentale',
  'ordi, ordinateur, pc',
  'sdf, sans domicile fixe, sans domicile, sans abri, sans-abri',
  'vae, validation des acquis de l’expérience, validation des acquis',
  'microcrédit, micro-crédit, micro crédit',
  'autoentrepreneur, auto-entrepreneur',
  'microentreprise, micro-entreprise',
  'covoiturage, co-voiturage',
  'autoécole, auto-école',
  'voiture, véhicule, automobile',
  'louer, location, loueur',
  'acheter, achat, acquérir, acquisition',
  'vélo, bicyclette',
  'scooter, deux-roues, 2 roues, cyclomoteur, mobylette',
  'vêtement, vestimentaire, vestiaire, vestiboutique',
  'divorce, séparation',
  'maths, mathématiques, calcul',
  'nounou, assistante maternelle, garde d’enfants à domicile',
  'handicap, handi',
  'toxicomane, toxicomanie, addiction, addictologie, conduites addictives',
  'drogue, toxicomanie, stupéfiants, addiction, addictologie',
  'alcool, alcoologie, alcoolisme, addictologie',
  'caution, garant, dépôt de garantie, visale',
  'mutuelle, complémentaire santé, couverture santé, couverture maladie, couverture sociale',
  'chômeur, demandeur d’emploi',
  'boulot, emploi',
  'job, emploi',
  'mail, courriel, adresse électronique, messagerie',
  'meuble, mobilier, ameublement',
  'dette, endettement, surendettement',
  'prison, détention, détenu, incarcération, sous main de justice',
]

/** A short form that some terms stand for: terms `start` to `end - 1`. */
export type Equivalent = QueryWord & { readonly start: number; readonly end: number }

let table: Trie<readonly QueryWord[]> | null = null

const load = (): Trie<readonly QueryWord[]> => {
  const trie = createTrie<readonly QueryWord[]>()
  for (const line of [...SAME, ...SAID]) {
    const [short, ...forms] = line.split(',').map((form) => form.trim())
    const words = queryWords(short ?? '')
    for (const form of forms) trie.set(indexTerms(form), (known) => [...(known ?? []), ...words])
  }
  return trie
}

/** The short forms that the terms of a text, or of a query, stand for; empty most of the time. */
export const equivalentsIn = (terms: readonly string[]): Equivalent[] => {
  table ??= load()
  const found: Equivalent[] = []
  for (let start = 0; start < terms.length; start++) {
    table.each(terms, start, (words, end) => {
      for (const { word, term } of words) if (!terms.includes(term)) found.push({ word, term, start, end })
    })
  }
  return found
}
