import { daysBetween, parisDay } from '#shared/listing/days.ts'
import { expiresAt } from '#shared/orientation/clocks.ts'
import { ETAT_LABELS } from '#shared/orientation/life.ts'
import type { Evenement, Reception } from '#shared/orientation/model.ts'
import { standingOf } from '#shared/orientation/standing.ts'
import { dayOf as dayInWords } from '../public/words.ts'

/** Sentences of the pages of a request. Instants are ISO texts; days are those of Paris. */

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
const time = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' })

/** « 1er mai 2026 ». @param when ISO instant or day. */
export const dayOf = (when: string): string =>
  when.length === 10 ? dayInWords(when) : day.format(new Date(when)).replace(/^1 /, '1er ')
/** « 1er mai 2026 à 14:05 ». */
export const minuteOf = (instant: string): string => `${dayOf(instant)} à ${time.format(new Date(instant))}`

/** « aujourd’hui », « demain », « dans 12 jours », by the calendar of Paris. */
const inDays = (until: number, now: number): string => {
  const days = daysBetween(parisDay(now), parisDay(until))
  return days < 1 ? 'aujourd’hui' : days === 1 ? 'demain' : `dans ${days} jours`
}

/** Who did it, as the other side is told. @param par '' for the holder of a link. */
export const byWhom = (par: string): string => (par === '' ? 'par le lien reçu par courriel' : `par ${par}`)

export const stateOf = ({ etat, reponse, traitee_le }: Reception): string => {
  const when = reponse?.le ?? traitee_le
  switch (etat) {
    case 'OUVERTE':
      return 'En attente de votre réponse'
    case 'VALIDÉE':
    case 'REFUSÉE':
      return `${ETAT_LABELS[etat]}${when === null ? '' : ` le ${minuteOf(when)}`} ${byWhom(reponse?.par ?? '')}`
    case 'EXPIRÉE':
      return `Expirée sans réponse${when === null ? '' : ` le ${dayOf(when)}`}`
    case 'ANNULÉE':
      return `Retirée par la structure qui l’a envoyée${when === null ? '' : `, le ${dayOf(when)}`}`
    default:
      return ETAT_LABELS[etat]
  }
}

/** What is awaited, and until when; null when nothing is. @param now milliseconds since 1970 */
export const deadlineOf = (one: Reception, now: number): string | null => {
  const expires = expiresAt(one)
  if (expires === null) return null
  const { echeance, retard } = standingOf(one, now)
  const end = `Sans réponse, elle expire le ${dayOf(new Date(expires).toISOString())}, ${inDays(expires, now)}.`
  if (echeance?.quoi === 'pas-avant') return `Vous avez annoncé une réponse pas avant le ${dayOf(one.pas_avant ?? '')}. ${end}`
  if (echeance?.quoi === 'reponse-attendue')
    return `Réponse attendue avant le ${dayOf(echeance.le)}, ${inDays(Date.parse(echeance.le), now)}. ${end}`
  return retard ? `Une réponse est attendue dès que possible. ${end}` : end
}

const SAID: Readonly<Record<Evenement['quoi'], string>> = {
  envoyee: 'Demande envoyée',
  retenue: 'Vérifiée par l’équipe de DORA avant de vous parvenir',
  approuvee: 'Transmise par l’équipe de DORA',
  rejetee: 'Rejetée par l’équipe de DORA',
  lue: 'Demande lue',
  accusee: 'Réception confirmée',
  reportee: 'Réponse reportée',
  rappelee: 'Rappel envoyé à la structure',
  relancee: 'Relance',
  'message-prescripteur': 'Message à la personne qui a envoyé la demande',
  'message-beneficiaire': 'Message à la personne',
  acceptee: 'Demande acceptée',
  refusee: 'Demande refusée',
  expiree: 'Demande expirée sans réponse',
  annulee: 'Demande retirée',
  confiee: 'Confiée à un membre de la structure',
  'lien-renouvele': 'Nouveau lien envoyé à la structure',
  'non-remise': 'Courriel à la structure non remis',
  commencee: 'L’accompagnement a commencé',
  terminee: 'L’accompagnement est terminé',
  absente: 'La personne n’est pas venue',
  'pieces-supprimees': 'Pièces jointes supprimées',
  anonymisee: 'Données de la personne effacées',
}

/** « Demande lue par le lien reçu par courriel »; clocks are nobody. */
export const saidOf = ({ quoi, cote, par }: Evenement): string => {
  if (cote === 'lien' && quoi !== 'lien-renouvele') return `${SAID[quoi]} ${byWhom('')}`
  return par === '' || quoi === 'approuvee' ? SAID[quoi] : `${SAID[quoi]} par ${par}`
}

/** Ends « Envoyée malgré … » for each rule of shared/orientation/checks.ts; a rule that came later says its own name. */
const DESPITE: Readonly<Record<string, string>> = {
  orientable: 'un service qui ne reçoit pas de demandes par ce formulaire',
  eligibilite: 'une éligibilité incertaine',
  zone: 'une adresse en dehors de la zone du service',
  documents: 'des documents manquants',
  canal: 'un doute sur l’adresse de la structure',
  disponibilite: 'un service annoncé complet, suspendu ou fermé',
  doublon: 'une demande déjà envoyée ici pour la même personne',
  moderation: 'une vérification en cours de la structure qui l’envoie',
}
export const despite = (regle: string): string =>
  `Envoyée malgré ${Object.hasOwn(DESPITE, regle) ? DESPITE[regle] : `le contrôle « ${regle} »`}`.replace(
    /« (.*) »/,
    '«\u202f$1\u202f»',
  )

/** « 2,4 Mo », « 310 ko ». */
export const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`
    : `${Math.max(1, Math.round(bytes / 1024))}\u00a0ko`
