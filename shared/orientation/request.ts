import { cleanText } from '../listing/clean-text.ts'
import { type Attachment, DraftContent, type DraftService } from './draft.ts'
import { isDay, normalisePhone } from './formats.ts'
import { type Contournement, type Envoi, NouvelleDemande } from './model.ts'

/** From a draft to the request that is sent, and back from a request to a draft that makes up for its silence. Pure. */

export type Sending = {
  /** The structure it is sent in the name of. */
  readonly structureId: string
  readonly attachments: readonly Pick<Attachment, 'id' | 'nom' | 'pour' | 'taille'>[]
  readonly contournements: readonly Contournement[]
  /** ISO instant of the sending. */
  readonly creeLe: string
}

/** On one line: names go into subjects of letters. */
const line = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim()
const block = (text: string): string => cleanText(text).trim()
const mail = (text: string): string => line(text).toLowerCase()

const kept = (chosen: readonly string[], offered: readonly string[]): string[] => [
  ...new Set(chosen.filter((label) => offered.includes(label))),
]

/** Null when it cannot be sent as it is: a field is missing, too long or not what it should be (rules.ts says which). */
export const requestOf = (content: DraftContent, service: DraftService, sending: Sending): NouvelleDemande | null => {
  const day = content.beneficiaire_disponibilite.trim()
  const asked = {
    service_id: service.id,
    structure_id: sending.structureId,
    personne: {
      nom: line(content.beneficiaire_nom),
      prenom: line(content.beneficiaire_prenom),
      numero_france_travail: content.beneficiaire_numero_france_travail.replace(/\s/g, ''),
      disponibilite: isDay(day) ? day : null,
      preferences: [...new Set(content.preferences_contact)],
      telephone: normalisePhone(content.beneficiaire_telephone),
      courriel: mail(content.beneficiaire_courriel),
      autre_contact: block(content.beneficiaire_autre_contact),
    },
    referent: {
      nom: line(content.referent_nom),
      prenom: line(content.referent_prenom),
      telephone: normalisePhone(content.referent_telephone),
      courriel: mail(content.referent_courriel),
    },
    besoin: {
      situation: kept(content.situation, service.publics),
      situation_autre: block(content.situation_autre),
      criteres: kept(content.criteres, service.criteres),
      motif: block(content.motif),
    },
    pieces: sending.attachments.map(({ id, nom, pour, taille }) => ({ id, nom, pour, taille })),
    contournements: sending.contournements.map(({ regle, raison }) => ({ regle, raison: line(raison) })),
    engagement: content.engagement,
    remplace: content.remplace === '' ? null : content.remplace,
    jeton_emplois: content.jeton_emplois === '' ? null : content.jeton_emplois,
    cree_le: sending.creeLe,
  }
  const parsed = NouvelleDemande.safeParse(asked)
  return parsed.success ? parsed.data : null
}

/** What only the desk that sent it knows: the number is not told back, age and commune were never sent. */
const KNOWN_HERE = [
  'beneficiaire_numero_france_travail',
  'beneficiaire_age',
  'beneficiaire_commune',
  'beneficiaire_commune_nom',
] as const

const later = (a: string, b: string): string => (a < b ? b : a)

export type Renewal = {
  readonly envoi: Pick<Envoi, 'id' | 'personne' | 'referent' | 'besoin' | 'prescripteur'>
  readonly service: DraftService
  /** The draft it was sent from, when this desk still has it. */
  readonly brouillon: DraftContent | null
  /** `YYYY-MM-DD` */
  readonly today: string
}

/**
 * The draft of another request for the same person. What was ticked stays ticked where the new service says the same words. The
 * commitment is made anew: the person is to be told of another structure.
 */
export const contentOf = ({ envoi, service, brouillon, today }: Renewal): DraftContent => {
  const { personne, referent, besoin, prescripteur } = envoi
  const known = Object.fromEntries(KNOWN_HERE.map((champ) => [champ, brouillon?.[champ] ?? '']))
  return DraftContent.parse({
    ...known,
    ...(personne.numero_france_travail === '' ? {} : { beneficiaire_numero_france_travail: personne.numero_france_travail }),
    situation: kept(besoin.situation, service.publics),
    situation_autre: besoin.situation_autre,
    criteres: kept(besoin.criteres, service.criteres),
    structure_prescriptrice: prescripteur.structure_nom.slice(0, 255).toWellFormed(),
    structure_prescriptrice_id: prescripteur.structure_id,
    referent_nom: referent.nom,
    referent_prenom: referent.prenom,
    referent_telephone: referent.telephone,
    referent_courriel: referent.courriel,
    beneficiaire_nom: personne.nom,
    beneficiaire_prenom: personne.prenom,
    // Available since then: since today, for whoever reads it now.
    beneficiaire_disponibilite: personne.disponibilite === null ? '' : later(personne.disponibilite, today),
    preferences_contact: [...personne.preferences],
    beneficiaire_telephone: personne.telephone,
    beneficiaire_courriel: personne.courriel,
    beneficiaire_autre_contact: personne.autre_contact,
    motif: besoin.motif,
    remplace: envoi.id,
  })
}
