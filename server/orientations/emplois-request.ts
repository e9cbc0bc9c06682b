import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { CONTACT_PREFERENCES } from '#shared/orientation/draft.ts'
import { isEmail, normalisePhone } from '#shared/orientation/formats.ts'
import { DonneesEmplois, type NouvelleDemande } from '#shared/orientation/model.ts'
import { createRequest, type Created } from './create.ts'
import { orientationOf } from './rows.ts'
import type { ActContext } from './act.ts'

/** A request made in Les Emplois: their words (dora-backend.md §2.17), brought to ours. Nothing of DORA sent it: nobody here follows it. */

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => value ?? '')
const needed = (max: number) => z.string().trim().min(1).max(max)
const choices = z
  .array(z.string().trim().max(480))
  .max(100)
  .nullish()
  .transform((value) => value ?? [])

/** `<source>--<identifier>`: where a service comes from, and its name there. */
export const EMPLOIS_SERVICE_ID = /^[a-z0-9][a-z0-9-]*?--.+$/

export const EmploisRequest = z.object({
  di_service_id: z.string().max(200).regex(EMPLOIS_SERVICE_ID),
  data_protection_commitment: z.literal(true),
  beneficiary_first_name: needed(140),
  beneficiary_last_name: needed(140),
  beneficiary_france_travail_number: text(11),
  beneficiary_contact_preferences: z.array(z.enum(CONTACT_PREFERENCES)).min(1).max(4),
  beneficiary_phone: text(40),
  beneficiary_email: text(254),
  beneficiary_other_contact_method: text(280),
  beneficiary_availability: z.iso.date().nullish(),
  referent_first_name: needed(140),
  referent_last_name: needed(140),
  referent_email: needed(254),
  referent_phone: needed(40),
  situation: choices,
  situation_other: text(480),
  requirements: choices,
  orientation_reasons: text(600),
  // Files come beside: paths of one's own choosing would name somebody else's.
  beneficiary_attachments: z.array(z.never()).max(0).optional(),
  emplois_data: DonneesEmplois.extend({
    emplois_sync_uid: z.uuid().optional(),
    structure_siret: z.string().max(14).default(''),
    prescriber_phone: z.string().max(20).default(''),
    prescriber_id: z.uuid(),
    // Letters go there.
    prescriber_email: needed(254).refine(isEmail),
  }),
})
export type EmploisRequest = z.infer<typeof EmploisRequest>

const toOurs = (asked: EmploisRequest, pieces: NouvelleDemande['pieces'], now: number): NouvelleDemande => ({
  service_id: asked.di_service_id,
  structure_id: asked.emplois_data.structure_id,
  personne: {
    nom: asked.beneficiary_last_name,
    prenom: asked.beneficiary_first_name,
    numero_france_travail: asked.beneficiary_france_travail_number,
    disponibilite: asked.beneficiary_availability ?? null,
    preferences: asked.beneficiary_contact_preferences,
    telephone: normalisePhone(asked.beneficiary_phone).slice(0, 20),
    courriel: asked.beneficiary_email,
    autre_contact: asked.beneficiary_other_contact_method,
  },
  referent: {
    nom: asked.referent_last_name,
    prenom: asked.referent_first_name,
    telephone: normalisePhone(asked.referent_phone).slice(0, 20),
    courriel: asked.referent_email,
  },
  besoin: {
    situation: asked.situation,
    situation_autre: asked.situation_other,
    criteres: asked.requirements,
    motif: asked.orientation_reasons,
  },
  pieces,
  contournements: [],
  engagement: true,
  remplace: null,
  jeton_emplois: null,
  cree_le: new Date(now).toISOString(),
})

/** The identifier under which it is known on both sides: theirs when they gave one, so that a request sent again is the same one. */
export const syncUidOf = ({ emplois_data }: EmploisRequest): string =>
  (emplois_data.emplois_sync_uid ?? randomUUID()).toLowerCase()

/** Stages it, unless it is there already. @param owner whose its files are (`keepWhole`) */
export const createEmploisRequest = async (
  context: ActContext,
  uid: string,
  asked: EmploisRequest,
  { pieces, owner }: { readonly pieces: NouvelleDemande['pieces']; readonly owner: string },
): Promise<Created | { readonly ok: true; readonly known: true }> => {
  const known = await orientationOf(context.writer, context.seal, uid)
  if (known !== null)
    return known.emplois?.emplois_sync_uid === uid ? { ok: true, known: true } : { ok: false, code: 'forbidden.id' }
  const { emplois_data: data } = asked
  return createRequest(context, uid, toOurs(asked, pieces, context.now), {
    prescripteur: {
      user_id: '',
      nom: `${data.prescriber_first_name} ${data.prescriber_last_name}`.trim().slice(0, 300),
      courriel: data.prescriber_email,
      structure_id: '',
      structure_nom: data.structure_name,
    },
    // No moderation step: Les Emplois vouch for their own.
    validated: true,
    emplois: { ...data, emplois_sync_uid: uid },
    source: 'EMPLOIS',
    owner,
  })
}
