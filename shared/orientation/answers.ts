import { short } from '../text/short.ts'

/** Words of the answers: reasons of a refusal, messages ready to be sent or changed, and what no message may hold. */

export type RefusalReason = {
  readonly value: string
  readonly label: string
  /** Alone, it makes the whole middle of the message. */
  readonly paragraphe: string
}

/** dora-backend.md §1.6, in the words of dora-screens.md §4.5. */
export const REFUSAL_REASONS: readonly RefusalReason[] = [
  {
    value: 'bénéficiaire-non-joignable',
    label: 'Bénéficiaire non joignable',
    paragraphe:
      'Nous avons essayé plusieurs fois de joindre la personne, sans succès. Vérifiez ses coordonnées avec elle\u202f: vous pourrez ensuite nous adresser une nouvelle demande.',
  },
  {
    value: 'bénéficiaire-absent',
    label: 'Bénéficiaire ne s’étant pas présenté à l’entretien',
    paragraphe:
      'La personne ne s’est pas présentée à l’entretien que nous lui avions proposé. Si elle est toujours intéressée, vous pouvez nous adresser une nouvelle demande.',
  },
  {
    value: 'bénéficiaire-en-emploi',
    label: 'Bénéficiaire indisponible\u202f: en emploi',
    paragraphe: 'La personne nous a dit avoir trouvé un emploi\u202f: elle n’est plus disponible pour cet accompagnement.',
  },
  {
    value: 'bénéficiaire-en-formation',
    label: 'Bénéficiaire indisponible\u202f: en formation',
    paragraphe: 'La personne nous a dit suivre une formation\u202f: elle n’est pas disponible pour cet accompagnement.',
  },
  {
    value: 'bénéficiaire-non-éligible',
    label: 'Bénéficiaire non éligible (ne répond pas aux pré-requis)',
    paragraphe:
      'La personne ne remplit pas les conditions d’accès de notre service. Elles sont indiquées sur sa fiche\u202f: n’hésitez pas à nous appeler en cas de doute.',
  },
  {
    value: 'bénéficiaire-non-mobile',
    label: 'Bénéficiaire non mobile',
    paragraphe: 'La personne ne peut pas se déplacer jusqu’à nous, et nous ne pouvons pas la recevoir plus près de chez elle.',
  },
  {
    value: 'bénéficiaire-non-intéressé',
    label: 'Bénéficiaire non intéressé',
    paragraphe: 'Nous avons échangé avec la personne\u202f: elle ne souhaite pas suivre cet accompagnement.',
  },
  {
    value: 'freins-périphériques',
    label: 'Un ou plusieurs freins périphériques empêchent le bénéficiaire de poursuivre',
    paragraphe:
      'D’autres difficultés empêchent aujourd’hui la personne de suivre cet accompagnement. Une fois qu’elles seront levées, vous pourrez nous adresser une nouvelle demande.',
  },
  {
    value: 'session-complète',
    label: 'Session complète',
    paragraphe:
      'Il n’y a plus de place dans la session en cours. Vous pourrez nous adresser une nouvelle demande pour la suivante.',
  },
  {
    value: 'orientation-en-doublon',
    label: 'Orientation en doublon',
    paragraphe: 'Nous avons déjà reçu une demande pour cette personne\u202f: nous poursuivons les échanges sur la première.',
  },
  {
    value: 'autre',
    label: 'Autre (détails dans le message ci-dessous)',
    paragraphe: 'Nous ne pouvons pas recevoir cette personne pour la raison suivante\u202f: ',
  },
]

const BY_VALUE = new Map(REFUSAL_REASONS.map((reason) => [reason.value, reason]))
export const REFUSAL_CODES: ReadonlySet<string> = new Set(BY_VALUE.keys())

/** An unknown one shows itself. */
export const refusalLabel = (value: string): string => BY_VALUE.get(value)?.label ?? value

export type AboutRequest = {
  /** « Prénom Nom » */
  readonly personne: string
  readonly service: string
  readonly structure: string
}

/** Longest message of an answer (dora-backend.md §3.3). */
const MESSAGE_MAX = 1_000
/** Names are as long as people make them: a message made here is never too long to be sent. */
const NAME_MAX = 90
const named = (text: string): string => short(text, NAME_MAX)

const signed = (lines: readonly string[], { structure }: AboutRequest): string =>
  [...lines, ['Cordialement,', named(structure)].filter((line) => line !== '').join('\n')].join('\n\n')

/** In the order of the list, so that ticking in another order says the same. '' as long as none is ticked. */
export const refusalMessage = (motifs: readonly string[], about: AboutRequest): string => {
  const reasons = REFUSAL_REASONS.filter(({ value }) => motifs.includes(value))
  const [first] = reasons
  if (first === undefined) return ''
  const began = `Bonjour,\n\nNous avons étudié votre demande pour ${named(about.personne)} («\u202f${named(about.service)}\u202f») et ne pouvons pas y donner suite.`
  const why =
    reasons.length === 1
      ? first.paragraphe
      : `Voici pourquoi\u202f:\n${reasons.map(({ value, label }) => `- ${value === 'autre' ? 'Autre\u202f: ' : label}`).join('\n')}`
  const whole = signed([began, why], about)
  return whole.length <= MESSAGE_MAX ? whole : whole.slice(0, MESSAGE_MAX).toWellFormed()
}

/** Where the address of the service is put, when the answer is sent (dora-backend.md §3.3). */
export const ADDRESS_PLACEHOLDER = '#SERVICE_ADDRESS#'
const NO_ADDRESS = 'l’adresse que nous vous indiquerons'

/** @param adresse on one line; '' or null when it is not known. */
export const fillPlaceholders = (text: string, { adresse }: { readonly adresse: string | null }): string =>
  text.replaceAll(ADDRESS_PLACEHOLDER, () => (adresse ?? '').replaceAll(ADDRESS_PLACEHOLDER, '').trim() || NO_ADDRESS)

export const acceptanceMessage = (about: AboutRequest): string =>
  signed(
    [
      'Bonjour,',
      `Nous acceptons votre demande pour ${named(about.personne)} («\u202f${named(about.service)}\u202f»).`,
      `Nous allons contacter la personne pour convenir d’un rendez-vous à cette adresse\u202f: ${ADDRESS_PLACEHOLDER}.`,
      'Vous pouvez nous répondre pour toute question.',
    ],
    about,
  )

/** Plain French: short sentences, one idea each. */
export const acceptanceToPerson = (about: AboutRequest): string =>
  signed(
    [
      'Bonjour,',
      `Votre demande est acceptée. Elle concerne\u202f: ${named(about.service)}.`,
      `Nous allons vous contacter pour fixer un rendez-vous. L’adresse est\u202f: ${ADDRESS_PLACEHOLDER}.`,
      'Vous avez une question\u202f? Répondez à ce message.',
    ],
    about,
  )

/** Read with single spaces: the time taken grows with the text alone. */
const UNSAFE: readonly (readonly [RegExp, string])[] = [
  [/\{\{|\}\}|\{%|%\}|\{#|#\}/, 'une balise de gabarit ({{ }} ou {% %})'],
  [/\$\{/, 'une expression ${…}'],
  [/< ?\/? ?script/i, 'une balise <script>'],
  [/(?:java|vb) ?script ?:/i, 'un lien javascript: ou vbscript:'],
  [/data ?: ?text ?\/ ?html/i, 'un lien data:text/html'],
  [/(?<![\p{L}\d])on[a-z]{3,24} ?=/iu, 'un gestionnaire d’événement (onclick=…)'],
]

/** Marks that part what is read as one. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** What no message may hold, in French, to complete « Retirez … »; null when it may be sent (dora-backend.md §3.3). */
export const unsafeMessage = (text: string): string | null => {
  const read = text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ')
  return UNSAFE.find(([pattern]) => pattern.test(read))?.[1] ?? null
}
