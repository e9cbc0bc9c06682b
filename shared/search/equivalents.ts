import { createTrie, type Trie } from './trie.ts'
import { indexTerms, queryWords, type QueryWord } from './text.ts'

/**
 * Acronyms and everyday words that name the very same thing as longer ones. Applied when the index is written: a text that
 * says « protection maternelle et infantile » is also found by « PMI », and the other way round, at no cost for the query.
 * Unlike synonyms (a word and the need it stands for), these are about words alone.
 */

/** Short form, then its long forms, separated by commas. Each form found brings all the others. */
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
  'velo electrique, vélo à assistance électrique, vélos avec assistance électrique',
  'ehpad, maison de retraite',
]

/** What people say, then what texts write: the words of a text bring what is said, never the contrary. */
const SAID: readonly string[] = [
  'psy, psychologue, psychologique, psychiatre, psychiatrique, psychique, santé mentale',
  'ordi, ordinateur',
  'sdf, sans domicile fixe, sans domicile, sans abri, sans-abri',
  'vae, validation des acquis de l’expérience, validation des acquis',
  'microcrédit, micro-crédit, micro crédit',
  'autoentrepreneur, auto-entrepreneur',
  'microentreprise, micro-entreprise',
  'covoiturage, co-voiturage',
  'autoécole, auto-école',
]

type Added = readonly (readonly QueryWord[])[]

const formsOf = (line: string): string[] => line.split(',').map((form) => form.trim())

const plant = (trie: Trie<Added>, from: string, to: readonly string[]): void => {
  const added = to.map((form) => queryWords(form))
  trie.set(indexTerms(from), (known) => [...(known ?? []), ...added])
}

let table: Trie<Added> | null = null

const load = (): Trie<Added> => {
  const trie = createTrie<Added>()
  for (const line of SAME) {
    const forms = formsOf(line)
    for (const from of forms) {
      plant(
        trie,
        from,
        forms.filter((form) => form !== from),
      )
    }
  }
  for (const line of SAID) {
    const [said, ...written] = formsOf(line)
    if (said !== undefined) for (const form of written) plant(trie, form, [said])
  }
  return trie
}

/** The words, with their terms, that the terms of a text bring with them; empty most of the time. */
export const equivalentsIn = (terms: readonly string[]): QueryWord[] => {
  table ??= load()
  const found: QueryWord[] = []
  for (let i = 0; i < terms.length; i++) {
    table.each(terms, i, (added) => {
      for (const words of added) found.push(...words)
    })
  }
  return found
}
