import { fold } from '#shared/search/text.ts'

/** Shape of an address, after trimming: enough to write to it, not a full reading of RFC 5322. */
const ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i

/** The address in lower case, without `mailto:` nor brackets; null when it is none. */
export const asEmail = (text: string): string | null => {
  const candidate = text
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|>$|[.;,]+$/g, '')
    .toLowerCase()
  return ADDRESS.test(candidate) && !candidate.includes('..') ? candidate : null
}

/** Words by which an address announces a function rather than a person. Looked for inside the part before the « @ ». */
const ROLES =
  /accueil|contact|info|secretariat|secr|direction|dir\b|administrat|admin|mairie|ville|commune|municip|ccas|cias|cdas|adil|service|agence|antenne|siege|bureau|association|asso|centre|social|socio|maison|mediath|biblio|ludoth|cyber|espace|numeri|multimedia|informati|epn|mjc|csc|msap|mfs|franceserv|insertion|emploi|formation|orient|prescri|mobilite|logement|hebergement|habitat|sante|jeune|jeunesse|famille|enfance|parent|creche|rpe|ram\b|mission|locale|plie|pole|point|plateforme|relais|residence|foyer|chrs|chu|cada|huda|siao|spip|pjj|cidff|udaf|csapa|caarud|mdph|mda|mds|msd|ctm|epicerie|solidari|entraide|secours|restos|emmaus|croixrouge|accompagnement|accomp|rsa|pab|budget|juridique|droit|permanence|standard|reception|communication|coordination|gestion|comptabilite|rh\b|recrutement|candidature|inscription|reservation|rdv|atelier|chantier|garage|velo|auto-?ecole|tierslieu|fablab|coworking|poste|epci|agglo|metropole|cdc|communaute|departement|region|prefecture|academi|ecole|college|lycee|campus|greta|cfa|afpa|cci|cma|bge|adie|club|equipe|team|bonjour|hello|public|usager|beneficiaire|animation|culture|sport|loisir|tourisme|office|education|pij\b|bij\b|crij|conseill|cnfs|mediateur|mediation|referent|support|aide|noreply|ne-pas-repondre/

/** Providers of personal mailboxes (data-inclusion.md §3.6, completed). */
const PERSONAL_DOMAINS =
  /^(free|gmail|googlemail|hotmail|live|msn|laposte|nordnet|orange|outlook|sfr|neuf|wanadoo|yahoo|ymail|icloud|me|mac|aol|bbox|numericable|club-internet|cegetel|aliceadsl|gmx|protonmail|proton|mediaserv|only|hotmail)\./

const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')

/**
 * True when an address looks like one person's, to be left out of the catalogue. Stricter than the open-data rule of
 * data-inclusion.md §3.6: an address is kept when it announces a function, or repeats the name of the structure, of its
 * commune or of its domain; anything else (`prenom.nom@`, `jdupont@`) is held to be a person's.
 * `names` are the names it may repeat.
 */
export const looksPersonal = (email: string, names: readonly (string | null | undefined)[]): boolean => {
  const [local = '', domain = ''] = email.split('@')
  if (ROLES.test(fold(local))) return false
  const own = letters(local)
  const personalBox = PERSONAL_DOMAINS.test(domain)
  const known = [...names, ...(personalBox ? [] : [domain.split('.').slice(0, -1).join('')])]
  return !known.some((name) => name != null && repeats(own, name))
}

/** True when `own` holds a word of at least four letters of `name`, all of it squeezed, or its initials. */
const repeats = (own: string, name: string): boolean => {
  const squeezed = letters(name)
  if (squeezed.length >= 3 && (own.includes(squeezed) || (own.length >= 3 && squeezed.includes(own)))) return true
  const words = fold(name).split(/[^a-z0-9]+/)
  if (words.some((word) => word.length >= 4 && own.includes(word))) return true
  const initials = words
    .filter((word) => word.length > 2 || /^\d+$/.test(word))
    .map((word) => word[0] ?? '')
    .join('')
  return initials.length >= 3 && own.replace(/\d+/g, '').startsWith(initials)
}
