import type { Service } from './record.ts'

/**
 * `score_qualite` of a service: the mean of the criteria that apply, each from 0 to 1 and rounded to 2 decimals
 * (data-inclusion.md §3.1). It decays with time: compute it at the moment of use, not at the import.
 */

export type Criterion = {
  readonly code: string
  /** In French, ready to show. */
  readonly label: string
  /** False when the criterion does not count for this service; `valeur` is then 0 and out of the mean. */
  readonly applicable: boolean
  readonly valeur: number
  /** In French, ready to show: what was found, and what to do for the whole point. */
  readonly explication: string
}

export type Score = { readonly score: number; readonly criteres: readonly Criterion[] }

const FRESH_DAYS = 180
const STALE_DAYS = 730
const DAY_MS = 86_400_000
/** Producers whose dates say when the file was written, not when the service was checked. */
const UNDATED_SOURCES: ReadonlySet<string> = new Set(['agefiph', 'france-travail'])

const round = (value: number): number => Math.round(value * 100) / 100
const filled = (value: string | null | undefined): boolean => value !== null && value !== undefined && value !== ''
const some = (values: readonly string[] | null | undefined): boolean => (values?.length ?? 0) > 0
const has = (values: readonly string[] | null | undefined, value: string): boolean => values?.includes(value) ?? false

/** Whole days between two dates, time of day set aside; a date in the future counts as today. */
const ageInDays = (date: string, now: Date): number => {
  const then = Date.parse(`${date}T00:00:00Z`)
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(0, Math.floor((today - then) / DAY_MS))
}

/** 1 up to 180 days (upstream gives 0 to exactly 180, a slip not kept), 0 from 730, a straight line between. */
const freshness = (days: number): number => {
  if (days <= FRESH_DAYS) return 1
  return days >= STALE_DAYS ? 0 : (STALE_DAYS - days) / (STALE_DAYS - FRESH_DAYS)
}

const descriptionValue = (length: number): number => {
  if (length < 50 || length > 10_000) return 0
  return length >= 200 && length < 2_000 ? 1 : 0.5
}

const fraisValue = (service: Service): number => {
  if (!filled(service.frais)) return 0
  return service.frais === 'payant' && !filled(service.frais_precisions) ? 0.5 : 1
}

const criterion = (code: string, label: string, applicable: boolean, value: number, explication: string): Criterion => ({
  code,
  label,
  applicable,
  valeur: applicable ? round(value) : 0,
  explication,
})

const yesNo = (code: string, label: string, applicable: boolean, met: boolean, yes: string, no: string): Criterion =>
  criterion(code, label, applicable, met ? 1 : 0, applicable ? (met ? yes : no) : 'Ne concerne pas ce service.')

const modes = (service: Service): Criterion => {
  const count = (some(service.modes_mobilisation) ? 1 : 0) + (some(service.mobilisable_par) ? 1 : 0)
  const said = [
    'Ni la façon de mobiliser le service ni les personnes qui peuvent le faire ne sont indiquées.',
    'Une seule des deux informations est indiquée : comment mobiliser le service, ou qui peut le faire.',
    'La façon de mobiliser le service et les personnes qui peuvent le faire sont indiquées.',
  ]
  return criterion('modes_mobilisation_bien_definis', 'Mobilisation', true, count / 2, said[count] ?? '')
}

const dated = (service: Service, now: Date): Criterion => {
  const applicable = !UNDATED_SOURCES.has(service.source)
  const days = ageInDays(service.date_maj, now)
  const value = freshness(days)
  const said = !applicable
    ? 'Ne concerne pas ce service : sa source ne date pas ses mises à jour.'
    : value === 1
      ? 'Mis à jour il y a moins de six mois.'
      : value === 0
        ? 'Pas de mise à jour depuis deux ans ou plus.'
        : 'Mis à jour il y a plus de six mois : la note baisse jusqu’à deux ans.'
  return criterion('date_maj_recente', 'Fraîcheur', applicable, value, said)
}

const costs = (service: Service): Criterion => {
  const value = fraisValue(service)
  const said =
    value === 1
      ? 'Les frais sont indiqués.'
      : value === 0
        ? 'Les frais ne sont pas indiqués.'
        : 'Le service est payant, sans précision sur le montant.'
  return criterion('frais_bien_definis', 'Frais', true, value, said)
}

const described = (service: Service): Criterion => {
  // Code points, as upstream counts them.
  const length = [...(service.description ?? '')].length
  const value = descriptionValue(length)
  const said =
    value === 1
      ? 'La description est complète.'
      : length < 200
        ? 'La description est trop courte : 200 caractères au moins pour être utile.'
        : 'La description est trop longue : moins de 2 000 caractères se lisent mieux.'
  return criterion('description_bien_definie', 'Description', true, value, said)
}

/** The score of a service at the instant `now`, with each criterion explained. */
export const scoreService = (service: Service, now: Date): Score => {
  const onSite = has(service.modes_accueil, 'en-presentiel') || has(service.modes_mobilisation, 'se-presenter')
  // A channel kept for professionals is filled in, though public rows do not say with what.
  const kept = new Set<string>(service.dora?.contact_masque)
  const mail = filled(service.courriel) || kept.has('courriel')
  const phone = filled(service.telephone) || kept.has('telephone')
  const reachable = mail || filled(service.lien_mobilisation) || phone
  const byMail = has(service.modes_mobilisation, 'envoyer-un-courriel')
  const byPhone = has(service.modes_mobilisation, 'telephoner')
  const criteres = [
    yesNo(
      'adresse_bien_definie',
      'Adresse',
      onSite,
      filled(service.adresse),
      'L’adresse est indiquée.',
      'L’adresse manque alors que le service reçoit sur place.',
    ),
    modes(service),
    yesNo(
      'au_moins_un_public',
      'Publics',
      true,
      some(service.publics),
      'Les publics sont indiqués.',
      'Aucun public n’est indiqué.',
    ),
    yesNo(
      'au_moins_une_thematique',
      'Thématiques',
      true,
      some(service.thematiques),
      'Les thématiques sont indiquées.',
      'Aucune thématique n’est indiquée.',
    ),
    yesNo(
      'au_moins_un_moyen_de_contact',
      'Contact',
      true,
      reachable,
      'Un moyen de contact est indiqué.',
      'Aucun courriel, téléphone ou lien n’est indiqué.',
    ),
    yesNo(
      'courriel_bien_defini',
      'Courriel',
      byMail,
      mail,
      'Le courriel est indiqué.',
      'Le courriel manque alors qu’il faut écrire pour mobiliser le service.',
    ),
    yesNo(
      'telephone_bien_defini',
      'Téléphone',
      byPhone,
      phone,
      'Le téléphone est indiqué.',
      'Le téléphone manque alors qu’il faut appeler pour mobiliser le service.',
    ),
    dated(service, now),
    costs(service),
    described(service),
  ]
  const counted = criteres.filter(({ applicable }) => applicable)
  const sum = counted.reduce((total, { valeur }) => total + valeur, 0)
  return { score: round(sum / counted.length), criteres }
}

/** Mean of the scores of a structure's services, 2 decimals; 0 when it has none. */
export const scoreStructure = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : round(scores.reduce((total, score) => total + score, 0) / scores.length)
