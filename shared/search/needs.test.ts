import { describe, expect, it } from 'vitest'
import { CATEGORIES, NEEDS } from '../reference/thematiques.ts'
import { recogniseNeeds, synonymWords } from './needs.ts'
import { expressionsOf, SYNONYMS } from './synonyms.ts'
import { indexTerms } from './text.ts'

const read = (query: string, extra?: Parameters<typeof recogniseNeeds>[1]) => recogniseNeeds(indexTerms(query), extra)
const first = (query: string): string | undefined => read(query)[0]?.thematiques[0]

describe('the table', () => {
  it('has at least 250 expressions, each with a term and a meaning', () => {
    const all = SYNONYMS.flatMap(({ mots }) => expressionsOf(mots))
    expect(all.length).toBeGreaterThanOrEqual(250)
    for (const expression of all) {
      expect(indexTerms(expression), expression).not.toEqual([])
      expect(read(expression), expression).not.toEqual([])
    }
  })

  it('leads to each of the 69 needs and 16 categories', () => {
    const reached = new Set(SYNONYMS.flatMap(({ thematiques }) => thematiques ?? []))
    for (const { value } of NEEDS) expect(reached, value).toContain(value)
    // Three categories are only a heading: their own words already name a need of theirs.
    const headings = new Set(['creer-une-entreprise', 'choisir-un-metier', 'se-former', 'preparer-sa-candidature'])
    for (const { value } of CATEGORIES) if (!headings.has(value)) expect(reached, value).toContain(value)
  })
})

describe('recogniseNeeds', () => {
  it.each([
    ['permis', 'mobilite--preparer-un-permis'],
    ['Le Code de la route', 'mobilite--preparer-un-permis'],
    ['auto école', 'mobilite--preparer-un-permis'],
    ['garde d’enfant', 'famille--garde-denfants'],
    ['GARDES D’ENFANTS', 'famille--garde-denfants'],
    ['faire garder mes enfants', 'famille--garde-denfants'],
    ['creche', 'famille--garde-denfants'],
    ['dettes', 'difficultes-financieres--situation-dendettement-surendettement'],
    ['surendettement', 'difficultes-financieres--situation-dendettement-surendettement'],
    ['papiers', 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives'],
    ['logement d’urgence', 'logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
    ['115', 'logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
    ['loyers impayés', 'logement-hebergement--reduire-les-impayes-de-loyer'],
    ['expulsions', 'logement-hebergement--se-maintenir-dans-le-logement'],
    ['R.Q.T.H.', 'sante--constituer-un-dossier-mdph-invalidite'],
    ['AAH', 'sante--constituer-un-dossier-mdph-invalidite'],
    ['FLE', 'lecture-ecriture-calcul--maitriser-le-francais'],
    ['français A1', 'lecture-ecriture-calcul--maitriser-le-francais'],
    ['resto du coeur', 'equipement-et-alimentation--alimentation'],
    ['C.S.S.', 'sante--acces-aux-soins'],
    ['psy', 'sante--sante-mentale'],
    ['alcool', 'sante--addictions'],
    ['ordi', 'numerique--maitriser-les-fondamentaux-du-numerique'],
    ['micro-crédit', 'difficultes-financieres--acquerir-une-autonomie-budgetaire'],
    ['garage solidaire', 'mobilite--entretenir-reparer-son-vehicule'],
    ['scooter', 'mobilite--acceder-a-un-vehicule'],
    ['lettres de motivation', 'preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation'],
    ['VAE', 'se-former--monter-son-dossier-de-formation'],
    ['micro-entreprise', 'creer-une-entreprise--structurer-son-projet-de-creation-dentreprise'],
    ['violences conjugales', 'famille--surmonter-conflits-separation-violence'],
    ['casier', 'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire'],
    ['machine à laver', 'equipement-et-alimentation--electromenager'],
    ['bénévole', 'remobilisation--benevolat-action-citoyenne'],
    ['Préparer un permis', 'mobilite--preparer-un-permis'],
    ['Lecture, écriture et calcul', 'lecture-ecriture-calcul'],
  ])('%s', (query, thematique) => expect(first(query)).toBe(thematique))

  it('reads several needs in one sentence', () => {
    expect(read('permis, garde d’enfants et dettes').map(({ mots, start, end }) => [mots, start, end])).toEqual([
      ['permis', 0, 1],
      ['garde d’enfant', 1, 3],
      ['dettes', 3, 4],
    ])
  })

  it('prefers the longest expression', () => {
    expect(read('réparer ma voiture')).toHaveLength(1)
    expect(first('réparer ma voiture')).toBe('mobilite--entretenir-reparer-son-vehicule')
    expect(first('entretien d’embauche')).toBe('trouver-un-emploi--convaincre-un-recruteur-en-entretien')
    expect(first('entretien de la voiture')).toBe('mobilite--entretenir-reparer-son-vehicule')
  })

  it('knows who the person is', () => {
    expect(read('réfugiés')[0]?.publics).toEqual(['personnes-exilees'])
    expect(read('sortante de prison')[0]?.publics).toEqual(['personnes-en-situation-juridique-specifique'])
  })

  it('lets the user’s own lines add to the table and correct it', () => {
    const extra = [
      { mots: 'mob’trot, le bus bleu', thematiques: ['mobilite--mobilite-douce-partagee-collective'] },
      { mots: 'papiers', thematiques: ['difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits'] },
    ]
    expect(read('bus bleu', extra)[0]?.thematiques).toEqual(['mobilite--mobilite-douce-partagee-collective'])
    expect(read('papiers', extra)[0]?.thematiques).toEqual([
      'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
    ])
    expect(read('permis', extra)[0]?.thematiques).toEqual(['mobilite--preparer-un-permis'])
  })

  it('understands nothing in nothing', () => {
    expect(read('')).toEqual([])
    expect(read('xyzzy 42')).toEqual([])
  })
})

it('gives its words to the spelling vocabulary', () => {
  expect(synonymWords()).toEqual(expect.arrayContaining(['surendettement', 'rqth', 'creche']))
})
