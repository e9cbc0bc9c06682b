/**
 * A light French stemmer over folded words (lower case, no accents): brings word forms together, no more.
 * Ours rather than Snowball's, which cuts so deep that « permis » meets « permettre » and « former » meets « formalité ».
 * Every rule keeps a residue long enough to stay a word; what would still collide in the field's texts is named below.
 */

/** Words the rules would damage or merge with another of the field's words. Left side folded; right side is the stem. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Final s or x that is no plural.
    permis: 'permis',
    cours: 'cours',
    corps: 'corps',
    temps: 'temps',
    mois: 'mois',
    colis: 'colis',
    repas: 'repas',
    acces: 'acces',
    proces: 'proces',
    deces: 'deces',
    succes: 'succes',
    bras: 'bras',
    pays: 'pays',
    dos: 'dos',
    secours: 'secours',
    recours: 'recours',
    parcours: 'parcours',
    concours: 'concours',
    discours: 'discours',
    sans: 'sans',
    velos: 'velo',
    gens: 'gens',
    fils: 'fils',
    bus: 'bus',
    sms: 'sms',
    abus: 'abus',
    virus: 'virus',
    // Final -er or -e that carries the word.
    foyer: 'foyer',
    loyer: 'loyer',
    hiver: 'hiver',
    cancer: 'cancer',
    super: 'super',
    leader: 'leader',
    manager: 'manager',
    forme: 'forme',
    base: 'base',
    mere: 'mere',
    pere: 'pere',
    mode: 'mode',
    porte: 'porte',
    centre: 'centre',
    mise: 'mise',
    titre: 'titre',
    sante: 'sante',
    marche: 'marche',
    cite: 'cite',
    cote: 'cote',
    poste: 'poste',
    partie: 'partie',
    // -ement and -age that are no action.
    departement: 'departement',
    evenement: 'evenement',
    element: 'element',
    vetement: 'vetement',
    avantage: 'avantage',
    complement: 'complement',
    reglement: 'reglement',
    moment: 'moment',
    repassage: 'repassage',
    course: 'course',
    equipement: 'equipement',
    evidement: 'evidement',
    // -ateur and -ation that are no pair.
    ordinateur: 'ordinateur',
    operateur: 'operateur',
    association: 'association',
    associatif: 'association',
    associative: 'association',
    information: 'information',
    location: 'location',
    situation: 'situation',
    preparation: 'prepar',
    station: 'station',
    relation: 'relation',
    population: 'population',
    occupation: 'occupation',
    animateur: 'anim',
    convocation: 'convocation',
    application: 'application',
    destination: 'destination',
    // Final -e that tells two of the field's words apart: CAF and café, commun and commune, retrait and retraite.
    cafe: 'cafe',
    casse: 'casse',
    case: 'case',
    france: 'france',
    retraite: 'retraite',
    commune: 'commune',
    divers: 'divers',
    paris: 'paris',
    environnement: 'environnement',
    environment: 'environnement',
    // Plurals in -aux that are another word, and irregular families.
    travaux: 'travaux',
    yeux: 'oeil',
    financier: 'financ',
    financiere: 'financ',
    familial: 'famil',
    familiale: 'famil',
    familiaux: 'famil',
    familiales: 'famil',
    associe: 'associe',
    payer: 'pai',
    paie: 'pai',
    paye: 'pai',
    licencier: 'licenci',
  }),
)

const VOWELS = 'aeiouy'

/** [ending, what replaces it, least letters left before it], tried in this order; the first that fits wins. */
const ENDINGS: readonly (readonly [string, string, number])[] = [
  ['atrice', '', 4],
  ['ateur', '', 4],
  ['ation', '', 4],
  ['ative', '', 5],
  ['atif', '', 5],
  ['trice', 'teur', 3],
  ['mentaire', 'ment', 3],
  ['euse', 'eur', 3],
  ['iere', 'ier', 3],
  ['llere', 'll', 4],
  ['ive', 'if', 4],
  ['itement', 'it', 4],
  ['ement', '', 3],
  ['age', '', 5],
]

const singular = (word: string): string => {
  const n = word.length
  if (n >= 5 && word.endsWith('aux')) return word.endsWith('eaux') ? word.slice(0, -1) : `${word.slice(0, -3)}al`
  if (n >= 4 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

const tidy = (word: string): string => {
  let stem = word
  while (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1)
  const n = stem.length
  const last = stem[n - 1] ?? ''
  // « dette » and « dete », « travaill » and « travail », « professionnelle » and « professionnel ».
  if (n > 3 && last === stem[n - 2] && !VOWELS.includes(last)) stem = stem.slice(0, -1)
  else if (n > 3 && last === 'y') stem = `${stem.slice(0, -1)}i`
  // « francaise » must meet « francais », whose s went with the plurals.
  if (stem.length > 4 && (stem.endsWith('ais') || stem.endsWith('ois'))) stem = stem.slice(0, -1)
  return stem
}

/** The stem of one folded word. Words with digits and words of three letters or fewer are their own stem. */
export const stem = (word: string): string => {
  if (word.length < 4 || /\d/.test(word)) return word
  const known = IRREGULAR.get(word)
  if (known !== undefined) return known
  const one = singular(word)
  const again = IRREGULAR.get(one)
  if (again !== undefined) return again
  for (const [ending, replacement, least] of ENDINGS) {
    if (one.length - ending.length >= least && one.endsWith(ending)) {
      const cut = one.slice(0, one.length - ending.length) + replacement
      return IRREGULAR.get(cut) ?? tidy(cut)
    }
  }
  // Infinitives; -ier is left whole, being mostly nouns (papier, métier, chantier, courrier).
  if (one.length >= 5 && one.endsWith('er') && !one.endsWith('ier')) return tidy(one.slice(0, -2))
  if (one.length >= 6 && one.endsWith('ez')) return tidy(one.slice(0, -2))
  return tidy(one)
}
