import { fold } from '#shared/search/text.ts'

/** The 28 profils of v0 as publics of v1 (data-inclusion.md §1.4). Empty: no equivalent, the words go to `publics_precisions`. */
const MAP: Readonly<Record<string, readonly string[]>> = {
  adultes: ['tous-publics'],
  alternants: ['etudiants'],
  'beneficiaires-rsa': ['beneficiaires-des-minimas-sociaux'],
  'deficience-visuelle': ['personnes-en-situation-de-handicap'],
  'demandeurs-demploi': ['demandeurs-emploi'],
  'demandeur-demploi': ['demandeurs-emploi'],
  etudiants: ['etudiants'],
  'familles-enfants': ['familles'],
  femmes: ['femmes'],
  'handicaps-mentaux': ['personnes-en-situation-de-handicap'],
  'handicaps-psychiques': ['personnes-en-situation-de-handicap'],
  jeunes: ['jeunes'],
  'jeunes-16-26': ['jeunes'],
  'personnes-de-nationalite-etrangere': ['personnes-exilees'],
  'personnes-en-situation-de-handicap': ['personnes-en-situation-de-handicap'],
  'personnes-en-situation-durgence': ['personnes-en-situation-durgence'],
  'personnes-en-situation-illettrisme': [],
  'personnes-handicapees': ['personnes-en-situation-de-handicap'],
  'public-langues-etrangeres': ['personnes-exilees'],
  retraites: ['seniors'],
  salaries: ['actifs'],
  'sans-domicile-fixe': ['personnes-en-situation-durgence'],
  'seniors-65': ['seniors'],
  'sortants-de-detention': ['personnes-en-situation-juridique-specifique'],
  surdite: ['personnes-en-situation-de-handicap'],
  'tous-publics': ['tous-publics'],
  victimes: ['personnes-en-situation-durgence'],
}

const PRECISIONS: Readonly<Record<string, string>> = {
  adultes: 'Adultes',
  'personnes-en-situation-illettrisme': 'Personnes en situation d’illettrisme',
}

/** `locataires` and `proprietaires` are conditions rather than publics (data-inclusion.md §1.4). */
const CONDITIONS: Readonly<Record<string, string>> = {
  locataires: 'Ce service est réservé aux locataires.',
  proprietaires: 'Ce service est réservé aux propriétaires.',
}

export type MappedPublics = {
  /** `tous-publics` alone, or without it. */
  readonly publics: readonly string[]
  readonly precisions: readonly string[]
  readonly conditions: readonly string[]
  readonly unknown: readonly string[]
}

export const publicsFromV0 = (profils: readonly string[]): MappedPublics => {
  const publics = new Set<string>()
  const precisions: string[] = []
  const unknown: string[] = []
  for (const profil of profils) {
    const known = Object.hasOwn(MAP, profil) ? MAP[profil] : undefined
    for (const one of known ?? []) publics.add(one)
    const precision = PRECISIONS[profil]
    if (precision !== undefined) precisions.push(precision)
    else if (known === undefined && CONDITIONS[profil] === undefined) unknown.push(profil)
  }
  const conditions = [...new Set(profils.flatMap((profil) => CONDITIONS[profil] ?? []))]
  // Both owners and tenants is everybody housed: no condition is left.
  return { publics: openOrListed(publics), precisions, conditions: conditions.length === 1 ? conditions : [], unknown }
}

const openOrListed = (publics: ReadonlySet<string>): readonly string[] =>
  publics.has('tous-publics') ? ['tous-publics'] : [...publics]

/** Words by which places of digital mediation name their publics, in several generations of spelling. */
const WORDS: readonly (readonly [words: RegExp, publics: readonly string[], precision?: string])[] = [
  [/tou[ts]?s? publics?/, ['tous-publics']],
  [/\badultes?\b/, ['tous-publics'], 'Adultes'],
  [/senior|retraite|agees?\b/, ['seniors']],
  [/jeune|adolescent/, ['jeunes']],
  [/famille|parent|enfan/, ['familles']],
  [/handicap|defici[ae]n|surd|visuel|autis/, ['personnes-en-situation-de-handicap']],
  [/illettr/, [], 'Personnes en situation d’illettrisme'],
  [/langues? etrang|etrangere|allophone|refugi|exil/, ['personnes-exilees']],
  [/femmes?\b/, ['femmes']],
  [/demandeurs? d'?emploi|recherche d'emploi/, ['demandeurs-emploi']],
  [/minima|\brsa\b/, ['beneficiaires-des-minimas-sociaux']],
  [/etudiant/, ['etudiants']],
  [/urgence|sans domicile/, ['personnes-en-situation-durgence']],
]

/** Publics read in free texts; a text without any known word is kept as a precision. */
export const publicsFromWords = (texts: readonly string[]): MappedPublics => {
  const publics = new Set<string>()
  const precisions = new Set<string>()
  for (const text of texts) {
    const folded = fold(text)
    const matches = WORDS.filter(([words]) => words.test(folded))
    for (const [, values, precision] of matches) {
      for (const value of values) publics.add(value)
      if (precision !== undefined) precisions.add(precision)
    }
    // A restriction beside « tout public » (« tout public adhérent ») must not be lost.
    if ((matches.length === 0 && /[a-z]/.test(folded)) || /adherent|inscrit|habitant|debutant/.test(folded)) precisions.add(text)
  }
  return { publics: openOrListed(publics), precisions: [...precisions], conditions: [], unknown: [] }
}
