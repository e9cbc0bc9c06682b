import { askedService } from '#shared/orientation/asked-service.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import { isEmail, isFranceTravailNumber, isFrenchPhone, isShortNumber, normalisePhone } from '#shared/orientation/formats.ts'
import { departementOfSheet } from '#shared/deployment/features.ts'
import { cleanText } from '#shared/listing/clean-text.ts'
import { isClosed } from '#server/deployment/features.ts'
import {
  type DonneesEmplois,
  type NouvelleDemande,
  type Orientation,
  type Personne,
  type Piece,
  type Referent,
  UNTOUCHED,
} from '#shared/orientation/model.ts'
import type { ActContext } from './act.ts'
import { transmit } from './acts-server.ts'
import { recipientOf, serviceScene, type ServiceScene } from './facts.ts'
import { held } from './letters.ts'
import { attachPieces } from './pieces-rows.ts'
import { putOrientation, type Saved } from './rows.ts'

/** A request is made: by a desk, or by Les Emplois. What a desk checks before sending is checked here again, where it can be. */

const blank = (text: string): boolean => text.trim() === ''

const personProblem = (person: Personne, referent: Referent): string | null => {
  const { preferences, telephone, courriel, numero_france_travail } = person
  if (blank(person.nom)) return 'personne.nom'
  if (blank(person.prenom)) return 'personne.prenom'
  if (preferences.length === 0) return 'personne.preferences'
  if (telephone === '' ? preferences.includes('TELEPHONE') : !isFrenchPhone(telephone)) return 'personne.telephone'
  if (courriel === '' ? preferences.includes('EMAIL') : !isEmail(courriel)) return 'personne.courriel'
  if (courriel !== '' && courriel.toLowerCase() === referent.courriel.toLowerCase()) return 'personne.courriel'
  if (preferences.includes('AUTRE') && blank(person.autre_contact)) return 'personne.autre_contact'
  return numero_france_travail === '' || isFranceTravailNumber(numero_france_travail) ? null : 'personne.numero_france_travail'
}

const referentProblem = ({ nom, prenom, telephone, courriel }: Referent): string | null => {
  if (blank(nom)) return 'referent.nom'
  if (blank(prenom)) return 'referent.prenom'
  if (!isFrenchPhone(telephone) && !isShortNumber(telephone)) return 'referent.telephone'
  return isEmail(courriel) ? null : 'referent.courriel'
}

/** The field that is wrong, in the shape of a path; null when none is. Rules: dora-screens.md §4.3. */
export const requestProblem = ({ personne, referent }: Pick<NouvelleDemande, 'personne' | 'referent'>): string | null =>
  referentProblem(referent) ?? personProblem(personne, referent)

/** DORA refuses a request without the documents asked for (§3.2); here it may be sent so, with a reason. */
const lacksDocuments = ({ service: { dora } }: ServiceScene, asked: NouvelleDemande): boolean => {
  const documents = [...(dora?.credentials ?? []), ...(dora?.forms ?? [])]
  const excused = asked.contournements.some(({ regle, raison }) => regle === 'documents' && !blank(raison))
  return documents.length > 0 && asked.pieces.length === 0 && !excused
}

/** One line for a name: it goes into subjects and senders of letters. */
const line = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim()

const phone = (text: string): string => normalisePhone(line(text))
const chosen = (labels: readonly string[]): string[] => labels.map(line).filter((label) => label !== '')

/** As it is kept, which is what is checked: what is left of a name once cleaned may be nothing. */
const cleaned = (asked: NouvelleDemande): NouvelleDemande => ({
  ...asked,
  personne: {
    ...asked.personne,
    nom: line(asked.personne.nom),
    prenom: line(asked.personne.prenom),
    telephone: phone(asked.personne.telephone),
    courriel: asked.personne.courriel.trim(),
    autre_contact: cleanText(asked.personne.autre_contact),
  },
  referent: {
    nom: line(asked.referent.nom),
    prenom: line(asked.referent.prenom),
    telephone: phone(asked.referent.telephone),
    courriel: asked.referent.courriel.trim(),
  },
  besoin: {
    situation: chosen(asked.besoin.situation),
    situation_autre: cleanText(asked.besoin.situation_autre),
    criteres: chosen(asked.besoin.criteres),
    motif: cleanText(asked.besoin.motif),
  },
  pieces: asked.pieces.map((piece) => ({ ...piece, pour: line(piece.pour) })),
  contournements: asked.contournements.map(({ regle, raison }) => ({ regle: line(regle), raison: cleanText(raison) })),
})

const cleanedEmplois = (data: DonneesEmplois): DonneesEmplois => ({
  ...data,
  structure_name: line(data.structure_name),
  structure_siret: line(data.structure_siret),
  prescriber_first_name: line(data.prescriber_first_name),
  prescriber_last_name: line(data.prescriber_last_name),
  prescriber_phone: line(data.prescriber_phone),
})

export type Sender = {
  readonly prescripteur: Orientation['prescripteur']
  /** False: moderation looks at it first (§3.2). */
  readonly validated: boolean
  readonly emplois: DonneesEmplois | null
  readonly source: Orientation['source']
  /** Whose files these are. */
  readonly owner: string
}

export type Created =
  { readonly ok: true; readonly orientation: Orientation; readonly saved: Saved } | { readonly ok: false; readonly code: string }

const no = (code: string): Created => ({ ok: false, code })

/** Stages the request and its letters; `asked` has been parsed. Its sender has been found to be allowed to. */
export const createRequest = async (
  context: ActContext,
  id: string,
  typed: NouvelleDemande,
  sender: Sender,
): Promise<Created> => {
  const { writer, seal, now, publicUrl } = context
  const asked = cleaned(typed)
  const { nom, structure_nom } = sender.prescripteur
  const prescripteur = { ...sender.prescripteur, nom: line(nom), structure_nom: line(structure_nom) }
  const scene = await serviceScene(writer, seal, asked.service_id)
  const destinataire = scene === null ? null : recipientOf(scene)
  if (scene === null || destinataire === null || !orientable(scene.service, scene.structure).ok) return no('non-orientable')
  if (await isClosed(writer, 'orientations', departementOfSheet(scene.service, scene.structure))) return no('fonction-fermee')
  const wrong = requestProblem(asked)
  if (wrong !== null) return no(`validation.${wrong}`)
  if (lacksDocuments(scene, asked)) return no('validation.pieces')
  const pieces: readonly Piece[] | null = await attachPieces(writer, seal, {
    userId: sender.owner,
    orientationId: id,
    pieces: asked.pieces,
  })
  if (pieces === null) return no('pieces')
  const at = new Date(now).toISOString()
  const by = { cote: 'prescripteur', par: prescripteur.nom, par_id: prescripteur.user_id } as const
  const one: Orientation = {
    id,
    etat: sender.validated ? 'OUVERTE' : 'MODÉRATION_EN_COURS',
    cree_le: at,
    service: askedService(scene),
    prescripteur,
    source: sender.source,
    referent: asked.referent,
    personne: asked.personne,
    besoin: asked.besoin,
    pieces: [...pieces],
    delai_habituel: scene.service.dora?.delai_reponse ?? null,
    ...UNTOUCHED,
    evenements: [{ le: at, quoi: 'envoyee', ...by, texte: '' }],
    contournements: asked.contournements,
    remplace: asked.remplace,
    courriers: [],
    suivi_par: null,
    destinataire,
    liens: [],
    emplois: sender.emplois === null ? null : cleanedEmplois(sender.emplois),
  }
  const told = sender.validated
    ? await transmit(context, one)
    : {
        ...one,
        evenements: [
          ...one.evenements,
          { le: at, quoi: 'retenue' as const, cote: 'moderation' as const, par: '', par_id: '', texte: '' },
        ],
        courriers: await held({ writer, seal, now, publicUrl }, one),
      }
  return { ok: true, orientation: told, saved: await putOrientation(writer, seal, told) }
}
