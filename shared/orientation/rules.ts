import { looksForbidden, looksLikeBankDetails } from './attachments.ts'
import type { Attachment, DraftContent, DraftProblem, DraftService } from './draft.ts'
import { holdsTestWord, isDay, isEmail, isFranceTravailNumber, isFrenchPhone, isShortNumber, looksLikeNir } from './formats.ts'

/**
 * Every rule of a request (dora-screens.md §4.1–4.3, dora-backend.md §3.2), each a pure function of the draft.
 * They judge, they never refuse to store.
 */
export type Field = keyof DraftContent | 'service' | 'pieces'
type Check = {
  readonly content: DraftContent
  readonly service: DraftService
  readonly attachments: readonly Attachment[]
  readonly today: string
}
type Found = { readonly champ: Field; readonly message: string; readonly niveau: DraftProblem['niveau'] }

/** The longest text each field may hold when it is sent; the screen counts against the same figures. */
export const LIMITS = {
  situation_autre: 480,
  structure_prescriptrice: 140,
  referent_nom: 140,
  referent_prenom: 140,
  referent_courriel: 254,
  beneficiaire_nom: 140,
  beneficiaire_prenom: 140,
  beneficiaire_courriel: 254,
  beneficiaire_autre_contact: 280,
  motif: 600,
} as const satisfies Partial<Record<keyof DraftContent, number>>

const error = (champ: Field, message: string): Found => ({ champ, message, niveau: 'erreur' })
const warning = (champ: Field, message: string): Found => ({ champ, message, niveau: 'avertissement' })
const blank = (text: string) => text.trim() === ''
const when = (condition: boolean, found: () => Found): Found[] => (condition ? [found()] : [])

const ticked = (chosen: readonly string[], offered: readonly string[]) => chosen.some((value) => offered.includes(value))

/** These do not keep a request from being sent: a reason is asked for then (checking.ts). */
const OR_SAY_WHY = ', ou dites au moment de l’envoi pourquoi vous envoyez sans.'

const conformity = ({ content, service }: Check): Found[] => [
  ...when(!service.orientable, () =>
    error(
      'service',
      service.orientable_raison || 'Ce service ne reçoit pas de demande d’orientation : contactez la structure directement.',
    ),
  ),
  ...when(service.publics.length > 0 && !ticked(content.situation, service.publics), () =>
    warning('situation', `Cochez au moins un public auquel la personne appartient${OR_SAY_WHY}`),
  ),
  ...when(service.criteres.length > 0 && !ticked(content.criteres, service.criteres), () =>
    warning('criteres', `Cochez au moins un critère que la personne remplit${OR_SAY_WHY}`),
  ),
]

const required = (champ: keyof typeof REQUIRED, content: DraftContent) =>
  when(blank(content[champ]), () => error(champ, REQUIRED[champ]))

const REQUIRED = {
  structure_prescriptrice: 'Indiquez votre structure.',
  referent_nom: 'Indiquez le nom du conseiller référent.',
  referent_prenom: 'Indiquez le prénom du conseiller référent.',
  referent_telephone: 'Indiquez le téléphone du conseiller référent.',
  referent_courriel: 'Indiquez l’adresse e-mail du conseiller référent.',
  beneficiaire_nom: 'Indiquez le nom de la personne.',
  beneficiaire_prenom: 'Indiquez le prénom de la personne.',
} as const

/** Each message names its field: it is read in the list of what is missing as well as under the field. */
const NAMES = {
  situation_autre: 'La précision sur la situation',
  structure_prescriptrice: 'Le nom de votre structure',
  referent_nom: 'Le nom du conseiller',
  referent_prenom: 'Le prénom du conseiller',
  referent_telephone: 'Le téléphone du conseiller',
  referent_courriel: 'L’e-mail du conseiller',
  beneficiaire_nom: 'Le nom de la personne',
  beneficiaire_prenom: 'Le prénom de la personne',
  beneficiaire_telephone: 'Le téléphone de la personne',
  beneficiaire_courriel: 'L’e-mail de la personne',
  beneficiaire_autre_contact: 'L’autre méthode de contact',
  motif: 'Le motif',
} as const

const wrongEmail = (champ: keyof typeof NAMES) =>
  error(champ, `${NAMES[champ]} n’est pas valide. Format attendu\u202f: nom@domaine.fr`)
const wrongPhone = (champ: keyof typeof NAMES) =>
  error(champ, `${NAMES[champ]} n’est pas valide. Format attendu\u202f: 06 12 34 56 78`)

const email = (champ: 'referent_courriel' | 'beneficiaire_courriel', { content }: Check) =>
  when(!blank(content[champ]) && !isEmail(content[champ]), () => wrongEmail(champ))

const referent = (check: Check): Found[] => {
  const { content } = check
  const phone = content.referent_telephone
  return [
    ...required('structure_prescriptrice', content),
    ...required('referent_prenom', content),
    ...required('referent_nom', content),
    ...required('referent_telephone', content),
    ...when(!blank(phone) && !isFrenchPhone(phone) && !isShortNumber(phone), () => wrongPhone('referent_telephone')),
    ...required('referent_courriel', content),
    ...email('referent_courriel', check),
  ]
}

const person = ({ content, today }: Check): Found[] => {
  const number = content.beneficiaire_numero_france_travail
  const day = content.beneficiaire_disponibilite
  return [
    ...required('beneficiaire_prenom', content),
    ...required('beneficiaire_nom', content),
    ...when(!blank(number) && !isFranceTravailNumber(number), () =>
      error('beneficiaire_numero_france_travail', 'Le numéro France Travail compte 11 chiffres.'),
    ),
    ...when(!blank(day) && !isDay(day), () => error('beneficiaire_disponibilite', 'Cette date n’existe pas.')),
    ...when(isDay(day) && day < today, () =>
      warning('beneficiaire_disponibilite', 'Cette date est passée\u202f: vérifiez la disponibilité.'),
    ),
  ]
}

const contact = (check: Check): Found[] => {
  const { content } = check
  const prefers = (mode: DraftContent['preferences_contact'][number]) => content.preferences_contact.includes(mode)
  const phone = content.beneficiaire_telephone
  const mail = content.beneficiaire_courriel.trim().toLowerCase()
  return [
    ...when(content.preferences_contact.length === 0, () =>
      error('preferences_contact', 'Choisissez au moins un moyen de contacter la personne.'),
    ),
    ...when(prefers('TELEPHONE') && blank(phone), () =>
      error('beneficiaire_telephone', 'Indiquez le téléphone de la personne, puisqu’elle préfère être appelée.'),
    ),
    ...when(!blank(phone) && !isFrenchPhone(phone), () => wrongPhone('beneficiaire_telephone')),
    ...when(prefers('EMAIL') && mail === '', () =>
      error('beneficiaire_courriel', 'Indiquez l’e-mail de la personne, puisqu’elle préfère être contactée ainsi.'),
    ),
    ...email('beneficiaire_courriel', check),
    ...when(mail !== '' && mail === content.referent_courriel.trim().toLowerCase(), () =>
      error('beneficiaire_courriel', 'L’e-mail de la personne doit être différent de celui du conseiller référent.'),
    ),
    ...when(prefers('AUTRE') && blank(content.beneficiaire_autre_contact), () =>
      error('beneficiaire_autre_contact', 'Précisez l’autre moyen de contacter la personne.'),
    ),
  ]
}

const documents = ({ service, attachments }: Check): Found[] => {
  const asked = [...service.formulaires.map(({ nom }) => nom), ...service.documents]
  const none = asked.length > 0 && attachments.length === 0
  return [
    ...when(none, () => warning('pieces', `Ajoutez les documents demandés par la structure${OR_SAY_WHY}`)),
    ...asked
      .filter((nom) => !none && !attachments.some(({ pour }) => pour === nom))
      .map((nom) => warning('pieces', `Aucun fichier n’est joint pour «\u202f${nom}\u202f».`)),
    ...attachments
      .filter(({ nom }) => looksForbidden(nom) || looksLikeNir(nom))
      .map(({ nom }) =>
        warning(
          'pieces',
          `«\u202f${nom}\u202f» semble être un document interdit (carte Vitale, attestation CPAM ou numéro de sécurité sociale)\u202f: retirez-le si c’est le cas.`,
        ),
      ),
    ...attachments
      .filter(({ nom }) => looksLikeBankDetails(nom) && !asked.some(looksLikeBankDetails))
      .map(({ nom }) =>
        warning(
          'pieces',
          `«\u202f${nom}\u202f» semble être un RIB\u202f: n’envoyez un RIB que si la structure le demande. Ce service n’en demande pas.`,
        ),
      ),
  ]
}

/** Neither is sent: what is typed there helps to judge, and never keeps a request from being sent. */
const known = ({ content: { beneficiaire_age: age } }: Check): Found[] =>
  when(!blank(age) && !/^(?:\d{1,2}|1[01]\d|120)$/.test(age.trim()), () =>
    warning('beneficiaire_age', 'L’âge se dit en années, par exemple 34.'),
  )

const commitment = ({ content }: Check): Found[] =>
  when(!content.engagement, () => error('engagement', 'Engagez-vous à informer la personne du traitement de ses données.'))

const FREE_TEXTS = ['situation_autre', 'beneficiaire_autre_contact', 'motif'] as const
const TESTED = [
  'referent_nom',
  'referent_prenom',
  'referent_courriel',
  'beneficiaire_nom',
  'beneficiaire_prenom',
  'beneficiaire_courriel',
  'motif',
] as const

const wording = ({ content }: Check): Found[] => [
  ...(Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((champ) =>
    when(content[champ].trim().length > LIMITS[champ], () =>
      error(champ, `${NAMES[champ]} dépasse ${LIMITS[champ]} caractères.`),
    ),
  ),
  ...FREE_TEXTS.filter((champ) => looksLikeNir(content[champ])).map((champ) =>
    warning(
      champ,
      `${NAMES[champ]} semble contenir un numéro de sécurité sociale\u202f: il est interdit de le transmettre. Retirez-le.`,
    ),
  ),
  ...TESTED.filter((champ) => holdsTestWord(content[champ])).map((champ) =>
    warning(champ, `${NAMES[champ]} ressemble à un essai. Les demandes fictives font perdre du temps aux structures.`),
  ),
]

/** Fields in the order of the page: problems are told, and walked through, in that order. */
export const FIELD_ORDER: readonly Field[] = [
  'service',
  'situation',
  'situation_autre',
  'criteres',
  'beneficiaire_age',
  'beneficiaire_commune',
  'beneficiaire_prenom',
  'beneficiaire_nom',
  'beneficiaire_numero_france_travail',
  'beneficiaire_disponibilite',
  'preferences_contact',
  'beneficiaire_telephone',
  'beneficiaire_courriel',
  'beneficiaire_autre_contact',
  'motif',
  'pieces',
  'structure_prescriptrice',
  'referent_prenom',
  'referent_nom',
  'referent_telephone',
  'referent_courriel',
  'engagement',
]

const RULES = [conformity, known, referent, person, contact, documents, commitment, wording] as const

/** @param today `YYYY-MM-DD`, the desk's day. Answers in the order of the page; never throws. */
export const problems = (
  content: DraftContent,
  service: DraftService,
  attachments: readonly Attachment[],
  today: string,
): DraftProblem[] => {
  const check = { content, service, attachments, today }
  return RULES.flatMap((rule) => rule(check)).sort((a, b) => FIELD_ORDER.indexOf(a.champ) - FIELD_ORDER.indexOf(b.champ))
}

/** Ready when nothing is wrong; warnings leave the choice to the counsellor. */
export const stateOf = (found: readonly DraftProblem[]): 'a-completer' | 'pret-a-envoyer' =>
  found.some(({ niveau }) => niveau === 'erreur') ? 'a-completer' : 'pret-a-envoyer'
