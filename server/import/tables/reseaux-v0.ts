import { fold } from '#shared/search/text.ts'
import { isKnown } from '#shared/reference/labels.ts'

/** Typologies of structures of v0 (92) that name a network of v1; the others (« ASSO », « OF »…) name none. */
const TYPOLOGIES: Readonly<Record<string, readonly string[]>> = {
  ACI: ['aci'],
  ACIPHC: ['aci'],
  AFPA: ['afpa'],
  AI: ['ai'],
  ASE: ['ase', 'departements'],
  AVIP: ['creches-avip'],
  CAARUD: ['caarud'],
  CADA: ['cada'],
  CAF: ['caf'],
  CAP_EMPLOI: ['cap-emploi-reseau-cheops'],
  CAVA: ['cava'],
  CC: ['communes'],
  CCAS: ['ccas-cias'],
  CCONS: ['chambres-consulaires'],
  CD: ['departements'],
  CDAS: ['departements'],
  CHRS: ['chrs'],
  CHU: ['chu'],
  CIAS: ['ccas-cias'],
  CIDFF: ['cidff'],
  CMP: ['cmp'],
  CMS: ['cms'],
  CPAM: ['cpam'],
  CPH: ['cph'],
  CS: ['fcsf'],
  CSAPA: ['csapa'],
  CSC: ['fcsf'],
  DEETS: ['regions'],
  DEPT: ['departements'],
  E2C: ['ecoles-de-la-deuxieme-chance'],
  EA: ['ea'],
  EATT: ['eatt'],
  EI: ['ei'],
  EITI: ['eiti'],
  EPCI: ['communes'],
  EPI: ['espaces-publics-numeriques'],
  EPIDE: ['epide'],
  EPN: ['espaces-publics-numeriques'],
  ETTI: ['etti'],
  FAIS: ['federation-des-acteurs-de-la-solidarite'],
  FT: ['france-travail'],
  GEIQ: ['geiq'],
  HUDA: ['huda'],
  LA_POSTE: ['la-poste'],
  MDA: ['maison-departementale-de-lautonomie'],
  MDE: ['maisons-de-l-emploi'],
  MDEF: ['maisons-de-l-emploi'],
  MDPH: ['mdph'],
  MDS: ['maisons-des-solidarites', 'departements'],
  MJC: ['mjc'],
  ML: ['mission-locale'],
  MSA: ['mutualite-sociale-agricole'],
  MSAP: ['msap'],
  MUNI: ['communes'],
  ODC: ['delegataire-conseil-departemental'],
  PAD: ['points-justice'],
  PE: ['france-travail'],
  PIJ_BIJ: ['reseau-information-jeunesse'],
  PIMMS: ['pimms-mediation'],
  PJJ: ['pjj'],
  PLIE: ['plie'],
  PREF: ['regions'],
  REG: ['regions'],
  RESSOURCERIE: ['ressourceries'],
  RFS: ['france-service'],
  RS_FJT: ['residences-fjt'],
  SPIP: ['spip'],
  UDAF: ['unaf'],
}

/** National labels of v0 whose name changed. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  bge: ['reseau-bge'],
  cci: ['chambres-consulaires'],
  'conseiller-numerique': ['conseillers-numeriques'],
  cnfs: ['conseillers-numeriques'],
  'fede-pro-fem': ['federation-professionnelle-femmes'],
  'la-ressourcerie': ['ressourceries'],
  'maisons-de-lemploi': ['maisons-de-l-emploi'],
  'point-conseil-budget': ['points-conseil-budget'],
  'point-justice': ['points-justice'],
  sinca: ['singa'],
  'tous-tes-possible': ['tous-tes-possibles'],
  tzcld: ['etcld'],
  unccas: ['ccas-cias'],
}

/** Words of free-text typologies and labels (« Mairie Annexe », « Maison France Service », « CNFS, Aidants Connect »). */
const WORDS: readonly (readonly [words: RegExp, reseau: string])[] = [
  [/\bcnfs\b|conseillers? numeriques?/, 'conseillers-numeriques'],
  [/aidants? connect/, 'aidants-connect'],
  [/france services?/, 'france-service'],
  [/\b(un)?ccas\b|\bcias\b/, 'ccas-cias'],
  [/mission locale/, 'mission-locale'],
  [/\bmairie\b|municipal/, 'communes'],
  [/centre social/, 'fcsf'],
  [/\bmjc\b/, 'mjc'],
  [/\b[bp]ij\b|information jeunesse/, 'reseau-information-jeunesse'],
  [/bureau de poste|\bla poste\b/, 'la-poste'],
  [/prefecture/, 'regions'],
  [/fabriques? (de|du) territoire/, 'fabrique-de-territoire'],
  [/grandes? ecoles? du numerique/, 'grandes-ecoles-du-numerique'],
  [/point relais caf/, 'caf'],
]

/** Networks named by typologies or labels of v0, or by their free texts. Texts that name none are left out silently. */
export const reseauxFromV0 = (texts: readonly string[]): string[] => {
  const found = new Set<string>()
  for (const text of texts) {
    const slug = fold(text).trim()
    const exact = TYPOLOGIES[text] ?? LABELS[slug] ?? (isKnown('reseaux_porteurs', slug) ? [slug] : undefined)
    if (exact !== undefined) for (const one of exact) found.add(one)
    else for (const [words, reseau] of WORDS) if (words.test(slug)) found.add(reseau)
  }
  return [...found]
}
