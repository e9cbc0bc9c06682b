import { ServiceDora, Service, Structure } from '../catalogue/record.ts'
import { FRAIS } from '../reference/frais.ts'
import type { Json } from '../rpc.ts'
import type { Doc } from '../sync/merge.ts'
import { parseHours } from './hours/parse.ts'
import { problemsOf } from './hours/problems.ts'
import { fieldOf, labelOf, type ListingKind } from './groups.ts'

/** What is wrong with what was typed, draft or not (dora-screens.md §5.3; dora-backend.md §8.2). Flat records (flat.ts). */

export type Problem = { readonly champ: string; readonly message: string }

const text = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '')
const list = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const filled = (value: Json | undefined): boolean => (Array.isArray(value) ? value.length > 0 : text(value) !== '')

const isUrl = (value: string): boolean =>
  /^https?:\/\/[^\s/?#@:<>"]+\.[^\s/?#@:.<>"]{2,}(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/i.test(value)
/** Loose on purpose: what a mail server would refuse at sight, no more. */
const isMail = (value: string): boolean => /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@.]{2,}$/.test(value)
/** A French number, or a short one (3949), or an international one. */
const isPhone = (value: string): boolean => {
  const digits = value.replace(/[\s.\-()]/g, '')
  return /^(?:0[1-9]\d{8}|\+\d{8,15}|3\d{3}|1[15-9]\d{0,4}|0\d{9})$/.test(digits)
}
/** Nothing that runs, or reads the machine: an address of the web, whole or not, as other tools wrote it. */
const isOfWeb = (value: string): boolean => /^https?:\/\//i.test(value) || !/^[^/?#]*:/.test(value)
const ACCESLIBRE = /^https:\/\/acceslibre\.(?:beta\.gouv\.fr|info)\//

type Check = { readonly fits: (value: string) => boolean; readonly message: string }
const URL_CHECK: Check = { fits: isUrl, message: 'Écrivez une adresse complète, par exemple https://www.exemple.fr.' }
/** Hours that the editor can read must hold together; what it cannot read is left as its producer wrote it. */
const hoursHold = (value: string): boolean => {
  const plan = parseHours(value)
  return plan === null || problemsOf(plan).length === 0
}

const CHECKS: Readonly<Record<string, Check>> = {
  'dora.coach_orientation_modes_external_form_link': URL_CHECK,
  'dora.beneficiaries_access_modes_external_form_link': URL_CHECK,
  'dora.online_form': URL_CHECK,
  'dora.remote_url': URL_CHECK,
  site_web: URL_CHECK,
  lien_mobilisation: { fits: isOfWeb, message: URL_CHECK.message },
  lien_source: { fits: isOfWeb, message: URL_CHECK.message },
  horaires_accueil: { fits: hoursHold, message: 'Ces horaires se contredisent\u202f: vérifiez les heures et les dates.' },
  accessibilite_lieu: {
    fits: (value) => ACCESLIBRE.test(value),
    message: 'Collez l’adresse d’une fiche Acceslibre, qui commence par https://acceslibre.beta.gouv.fr/.',
  },
  courriel: { fits: isMail, message: 'Cette adresse de courriel ne peut pas recevoir de message\u202f: vérifiez-la.' },
  telephone: { fits: isPhone, message: 'Écrivez un numéro français à dix chiffres, par exemple 01 23 45 67 89.' },
  code_postal: { fits: (value) => /^\d{5}$/.test(value), message: 'Le code postal a cinq chiffres.' },
  'dora.suspension_date': {
    fits: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)),
    message: 'Écrivez une date\u202f: jour, mois, année.',
  },
  frais: { fits: (value) => FRAIS.some((one) => one.value === value), message: 'Choisissez « Gratuit » ou « Payant ».' },
}
const NUMBERS = ['volume_horaire_hebdomadaire', 'nombre_semaines'] as const

const tooLong = (kind: ListingKind, champ: string, value: Json | undefined): string | null => {
  const { max, label } = fieldOf(kind, champ) ?? {}
  if (max === undefined) return null
  const long = typeof value === 'string' ? value.length > max : list(value).some((one) => one.length > max)
  return long ? `« ${label} » dépasse ${max.toLocaleString('fr-FR')} caractères.` : null
}

const shapeOf = (kind: ListingKind, champ: string) => {
  if (champ.startsWith('dora.')) return kind === 'structure' ? Structure.shape.dora.unwrap().shape : ServiceDora.shape
  return kind === 'structure' ? Structure.shape : Service.shape
}

/** A value of the wrong kind altogether, which only a program would send. */
const wrongShape = (kind: ListingKind, champ: string, value: Json | undefined): boolean => {
  if (value === undefined || value === null) return false
  const shape = shapeOf(kind, champ) as Readonly<
    Record<string, { safeParse: (value: unknown) => { success: boolean } } | undefined>
  >
  return shape[champ.replace(/^dora\./, '')]?.safeParse(value).success === false
}

/** Problems of the fields that `doc` has: all of them hold for a draft too. */
export const fieldProblems = (kind: ListingKind, doc: Doc): readonly Problem[] => {
  const problems: Problem[] = []
  if (text(doc['nom']) === '')
    problems.push({ champ: 'nom', message: kind === 'structure' ? 'Le nom est obligatoire.' : 'Le titre est obligatoire.' })
  for (const [champ, value] of Object.entries(doc)) {
    if (wrongShape(kind, champ, value)) {
      problems.push({ champ, message: `« ${labelOf(kind, champ)} » ne peut pas être lu\u202f: saisissez-le de nouveau.` })
      continue
    }
    const check = CHECKS[champ]
    const long = tooLong(kind, champ, value)
    if (long !== null) problems.push({ champ, message: long })
    else if (check !== undefined && text(value) !== '' && !check.fits(text(value)))
      problems.push({ champ, message: check.message })
  }
  const forms = doc['dora.forms']
  if (Array.isArray(forms) && forms.some((one: Json) => !isOfWeb(text((one as Doc | null)?.['url']))))
    problems.push({ champ: 'dora.forms', message: URL_CHECK.message })
  for (const champ of NUMBERS) {
    const value = doc[champ]
    if (
      value !== undefined &&
      value !== null &&
      !(typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 9_999)
    )
      problems.push({ champ, message: `« ${labelOf(kind, champ)} » est un nombre entier, à partir de 1.` })
  }
  return problems
}

type Rule = { readonly champ: string; readonly missing: (doc: Doc) => boolean; readonly message: string }

const rule = (champ: string, missing: Rule['missing'], message: string): Rule => ({ champ, missing, message })
const required = (champ: string, message: string): Rule => rule(champ, (doc) => !filled(doc[champ]), message)
const COACH = 'dora.coach_orientation_modes'
const PEOPLE = 'dora.beneficiaries_access_modes'
const modes = (doc: Doc) => new Set([...list(doc[COACH]), ...list(doc[PEOPLE])])
const OWN = 'completer-le-formulaire-dadhesion'
const MAILS = ['formulaire-dora', 'envoyer-un-mail', 'envoyer-un-mail-avec-une-fiche-de-prescription'] as const
/** A contact kept for professionals is there, though the public row does not hold it. */
const masked = (doc: Doc, channel: string): boolean => list(doc['dora.contact_masque']).includes(channel)
const onSite = (doc: Doc): boolean => list(doc['modes_accueil']).includes('en-presentiel')

const ofMode = (side: string, whose: string): readonly Rule[] => [
  rule(
    `${side}_external_form_link`,
    (doc) => list(doc[side]).includes(OWN) && text(doc[`${side}_external_form_link`]) === '',
    `Indiquez l’adresse de votre formulaire pour les ${whose}.`,
  ),
  rule(
    `${side}_other`,
    (doc) => list(doc[side]).includes('autre') && text(doc[`${side}_other`]) === '',
    `Précisez l’autre modalité pour les ${whose}.`,
  ),
]

/** What a published service must say: DORA's form asks for it, and its server for nothing (dora-backend.md §4.2). */
const PUBLICATION: readonly Rule[] = [
  required('thematiques', 'Choisissez au moins un besoin.'),
  required('type', 'Choisissez le type de service.'),
  required('dora.short_desc', 'Écrivez un résumé : c’est ce qui se lit en premier.'),
  rule(
    COACH,
    (doc) => modes(doc).size === 0,
    'Dites comment accéder au service : au moins une modalité, pour les accompagnateurs ou pour les bénéficiaires.',
  ),
  ...ofMode(COACH, 'accompagnateurs'),
  ...ofMode(PEOPLE, 'bénéficiaires'),
  rule(
    'frais_precisions',
    (doc) => text(doc['frais']) === 'payant' && text(doc['frais_precisions']) === '',
    'Précisez les frais à charge.',
  ),
  rule(
    'dora.forms',
    (doc) => modes(doc).has('envoyer-un-mail-avec-une-fiche-de-prescription') && !filled(doc['dora.forms']),
    'Joignez la fiche de prescription à envoyer.',
  ),
  required('zone_eligibilite', 'Choisissez le périmètre du service.'),
  required('modes_accueil', 'Choisissez au moins un mode d’accueil.'),
  rule('commune', (doc) => onSite(doc) && text(doc['commune']) === '', 'Indiquez la ville où le service reçoit.'),
  rule('adresse', (doc) => onSite(doc) && text(doc['adresse']) === '', 'Indiquez l’adresse où le service reçoit.'),
  rule('code_postal', (doc) => onSite(doc) && text(doc['code_postal']) === '', 'Indiquez le code postal.'),
  rule(
    'telephone',
    (doc) => modes(doc).has('telephoner') && text(doc['telephone']) === '' && !masked(doc, 'telephone'),
    'Indiquez un téléphone : une modalité demande d’appeler.',
  ),
  rule(
    'courriel',
    (doc) => MAILS.some((mode) => modes(doc).has(mode)) && text(doc['courriel']) === '' && !masked(doc, 'courriel'),
    'Indiquez un courriel : les demandes y sont envoyées.',
  ),
]

/** What keeps a flat service from being published, in the order of the editor; empty when nothing does. */
export const publicationProblems = (doc: Doc): readonly Problem[] => [
  ...fieldProblems('service', doc),
  ...PUBLICATION.filter(({ missing }) => missing(doc)).map(({ champ, message }) => ({ champ, message })),
]

/** Fields that publication asks for, and whether each is there: what a bar of progress counts. */
export const completion = (doc: Doc): { readonly fait: number; readonly total: number } => {
  const wrong = new Set(publicationProblems(doc).map(({ champ }) => champ))
  const asked = ['nom', ...PUBLICATION.map(({ champ }) => champ).filter((champ, at, all) => all.indexOf(champ) === at)].filter(
    (champ) =>
      wrong.has(champ) ||
      filled(doc[champ]) ||
      ['nom', 'thematiques', 'type', 'dora.short_desc', COACH, 'zone_eligibilite', 'modes_accueil'].includes(champ),
  )
  return { fait: asked.filter((champ) => !wrong.has(champ)).length, total: asked.length }
}

/** What a structure must say of itself, moderated or not (dora-screens.md §5.7). */
const STRUCTURE: readonly Rule[] = [
  required('dora.typology', 'Choisissez la typologie.'),
  required('commune', 'Indiquez la ville.'),
  required('adresse', 'Indiquez l’adresse.'),
  required('code_postal', 'Indiquez le code postal.'),
]
export const structureProblems = (doc: Doc): readonly Problem[] => [
  ...fieldProblems('structure', doc),
  ...STRUCTURE.filter(({ missing }) => missing(doc)).map(({ champ, message }) => ({ champ, message })),
]
