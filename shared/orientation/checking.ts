import type { ServiceSheet } from '../contract/catalogue.ts'
import type { ResolvedPlace } from '../geo/types.ts'
import { isNational, widestZone } from '../geo/zone.ts'
import { availabilityLabel, currentAvailability } from '../listing/availability.ts'
import { frenchDay } from '../listing/days.ts'
import type { Check, Checks, Regle } from './checks.ts'
import { DELAI_REPONSES, type Delai } from './clocks.ts'
import type { Attachment, DraftContent, DraftService } from './draft.ts'
import { doubleOf } from './doubles.ts'
import { eligibilityOf, sayLine } from './eligibility.ts'
import { isEmail } from './formats.ts'
import type { Contournement, Envoi } from './model.ts'

/**
 * Before sending: what would make the structure refuse, or never see, a request (peers.md §5, row 8). Pure: everything known is given.
 * What nobody could mend by a reason blocks (no service, no address to write to: the server refuses it too); the rest may be sent.
 */

export type ToCheck = {
  readonly content: DraftContent
  /** The service as the draft was opened with. */
  readonly service: DraftService
  /** As it is today; null when it has left the catalogue. */
  readonly sheet: Pick<ServiceSheet, 'service' | 'structure' | 'orientable' | 'zone'> | null
  /** Where the person lives; null when it is not known. */
  readonly lieu: Pick<ResolvedPlace, 'label' | 'zoneCodes'> | null
  readonly attachments: readonly Pick<Attachment, 'nom' | 'pour'>[]
  /** Requests already sent by the structures of the account, about anyone. */
  readonly sent: readonly Envoi[]
  /** The structure that sends was validated by moderation. */
  readonly validee: boolean
  /** `YYYY-MM-DD` */
  readonly today: string
}

type Niveau = Check['niveau']
type Found = { readonly niveau: Niveau; readonly message: string }

const found = (niveau: Niveau, message: string): Found => ({ niveau, message })

const GONE =
  'Ce service ne figure plus dans le référentiel\u202f: la demande ne peut pas lui être envoyée. Cherchez un équivalent.'

const orientable = ({ sheet }: ToCheck): Found => {
  if (sheet === null) return found('bloquant', GONE)
  return found(sheet.orientable.ok ? 'ok' : 'bloquant', sheet.orientable.raison)
}

const isTicked = (chosen: readonly string[], offered: readonly string[]): boolean =>
  offered.length === 0 || chosen.some((value) => offered.includes(value))

/** By « a public is ticked » and « a condition is ticked ». */
const UNTICKED = {
  'true/true': null,
  'false/true': 'aucun public n’est coché',
  'true/false': 'aucune condition n’est cochée',
  'false/false': 'aucun public ni aucune condition n’est coché',
} as const

const eligibility = ({ content, service }: ToCheck, { verdict, lignes }: Checks['eligibilite']): Found => {
  if (verdict === 'non') {
    const against = lignes.filter((line) => line.verdict === 'non').map(sayLine)
    return found('raison', `La personne ne semble pas éligible. ${against.join(' ')}`)
  }
  const unsaid = UNTICKED[`${isTicked(content.situation, service.publics)}/${isTicked(content.criteres, service.criteres)}`]
  if (unsaid !== null) return found('raison', `Rien ne dit que la personne est éligible\u202f: ${unsaid}.`)
  if (verdict === 'eligible') return found('ok', 'La personne est éligible, d’après ce qui est coché.')
  const unsure = lignes.filter((line) => line.verdict === 'a-verifier').length
  return found(
    'attention',
    unsure === 1
      ? 'Une condition reste à vérifier avec la personne.'
      : `${unsure} conditions restent à vérifier avec la personne.`,
  )
}

/** A zone includes a place when it names one of the codes of the place, or the whole country (data-inclusion.md §2.1). */
export const includes = (zone: readonly string[], { zoneCodes }: Pick<ResolvedPlace, 'zoneCodes'>): boolean =>
  zone.some((code) => isNational(code) || zoneCodes.includes(code))

const zone = ({ content, sheet, lieu }: ToCheck): Found => {
  const codes = sheet?.service.zone_eligibilite ?? []
  if (sheet === null || codes.length === 0) {
    return found(
      'attention',
      'La zone du service n’est pas indiquée\u202f: vérifiez qu’il reçoit les personnes de cette commune.',
    )
  }
  if (codes.some(isNational)) return found('ok', 'Le service reçoit les personnes de toute la France.')
  if (lieu === null || lieu.zoneCodes.length === 0) {
    return found(
      'attention',
      `La commune de la personne n’est pas connue. Le service est réservé à cette zone\u202f: ${sheet.zone.label}.`,
    )
  }
  const where = content.beneficiaire_commune_nom.trim() || lieu.label
  if (includes(codes, lieu)) return found('ok', `${where} est dans la zone du service (${sheet.zone.label}).`)
  if (widestZone(codes) === 'inconnue') {
    return found('attention', `La zone du service n’est pas reconnue\u202f: vérifiez qu’il reçoit les personnes de ${where}.`)
  }
  return found('raison', `${where} est hors de la zone du service (${sheet.zone.label}).`)
}

const quoted = (names: readonly string[]): string => names.map((nom) => `«\u202f${nom}\u202f»`).join(', ')

const documents = ({ service, attachments }: ToCheck): Found => {
  const asked = [...service.formulaires.map(({ nom }) => nom), ...service.documents]
  if (asked.length === 0) return found('ok', 'Aucun document n’est demandé.')
  if (attachments.length === 0) {
    return found('raison', `Aucun document n’est joint. La structure demande\u202f: ${quoted(asked)}.`)
  }
  const missing = asked.filter((nom) => !attachments.some(({ pour }) => pour === nom))
  if (missing.length === 0) return found('ok', 'Tous les documents demandés sont joints.')
  return found('attention', `Il manque\u202f: ${quoted(missing)}. Une demande incomplète perd environ deux semaines.`)
}

/** « Répond en général en 4 jours »; null for a service that answered too few. */
export const sayDelay = (delai: Delai | null | undefined): string | null => {
  if (delai == null || delai.reponses < DELAI_REPONSES) return null
  const jours = Math.round(delai.jours)
  return jours < 1 ? 'Répond en général dans la journée' : `Répond en général en ${jours} jour${jours === 1 ? '' : 's'}`
}

/** Where letters go: the service's address; the structure's for those of France Travail (dora-backend.md §3.1). */
const addressee = ({ service, structure }: NonNullable<ToCheck['sheet']>): string => {
  const own = (service.courriel ?? '').trim()
  return own === '' && service.dora?.france_travail_orientable === true ? (structure?.courriel ?? '').trim() : own
}

const channel = ({ sheet }: ToCheck): Found => {
  if (sheet === null) return found('bloquant', GONE)
  const { dora } = sheet.service
  const mail = addressee(sheet)
  const kept = dora?.contact_masque?.includes('courriel') === true
  if (mail === '' && !kept) {
    return found(
      'bloquant',
      'Aucun courriel n’est connu pour ce service\u202f: la demande ne lui parviendrait pas. Téléphonez à la structure.',
    )
  }
  if (mail !== '' && !isEmail(mail)) {
    return found(
      'bloquant',
      `Le courriel indiqué («\u202f${mail}\u202f») n’est pas une adresse\u202f: la demande ne partirait pas. Téléphonez à la structure, et signalez l’erreur depuis sa fiche.`,
    )
  }
  const habits = sayDelay(dora?.delai_reponse)
  const to = mail === '' ? 'au courriel que la structure réserve aux professionnels' : `à ${mail}`
  return found('ok', `La demande sera envoyée ${to}.${habits === null ? '' : ` ${habits}.`}`)
}

const availability = ({ sheet, today }: ToCheck): Found => {
  const dora = sheet?.service.dora
  if (sheet?.structure?.dora?.is_obsolete === true) return found('raison', 'La structure est signalée comme fermée.')
  if (dora?.suspension_date !== undefined && dora.suspension_date < today) {
    return found('raison', `Le service est suspendu depuis le ${frenchDay(dora.suspension_date)}.`)
  }
  const said = sheet === null ? null : currentAvailability(sheet.service, today)
  if (said === null) return found('ok', 'Aucune indisponibilité n’est signalée. Les places ne sont pas indiquées.')
  const until = `jusqu’au ${frenchDay(said.jusqu_au)}${said.precision === undefined ? '' : ` (${said.precision})`}`
  if (said.etat === 'complet') return found('raison', `Le service est complet ${until}.`)
  const label = availabilityLabel(said.etat)
  return found(said.etat === 'liste-attente' ? 'attention' : 'ok', `${label} ${until}.`)
}

const moderation = ({ validee }: ToCheck): Found =>
  validee
    ? found('ok', 'La demande sera transmise dès son envoi.')
    : found('attention', 'Votre structure n’est pas encore validée\u202f: votre demande sera vérifiée avant d’être transmise.')

/** Every rule, in the order of `REGLES`. Never throws. */
export const checksOf = (one: ToCheck): Checks => {
  const eligibilite = eligibilityOf(one.content, one.service)
  const told: Readonly<Record<Regle, Found>> = {
    orientable: orientable(one),
    eligibilite: eligibility(one, eligibilite),
    zone: zone(one),
    documents: documents(one),
    canal: channel(one),
    disponibilite: availability(one),
    doublon: doubleOf(one),
    moderation: moderation(one),
  }
  return { eligibilite, checks: (Object.keys(told) as Regle[]).map((regle) => ({ regle, ...told[regle] })) }
}

/** What keeps a request from being sent: rules that block, and those whose reason is not given. Empty: it may go. */
export const standsInTheWay = ({ checks }: Checks, contournements: readonly Contournement[]): readonly Regle[] =>
  checks
    .filter(
      ({ regle, niveau }) =>
        niveau === 'bloquant' ||
        (niveau === 'raison' && !contournements.some((one) => one.regle === regle && one.raison.trim() !== '')),
    )
    .map(({ regle }) => regle)
