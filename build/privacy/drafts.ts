import type { PrivacyDesk } from './desks.ts'
import type { Invented } from './people.ts'
import type { World } from './world.ts'

/** Requests as they are written at a desk. */

const contentOf = async (desk: PrivacyDesk, world: World, id: string, person: Invented) => {
  const { content, service } = await desk.call('drafts.get', { id })
  const who = Object.values(world.who).find(({ qui }) => qui === desk.qui)
  return {
    ...content,
    situation: service.publics,
    situation_autre: person.situation,
    criteres: service.criteres,
    structure_prescriptrice: content.structure_prescriptrice || 'Mission locale',
    referent_nom: who?.nom ?? '',
    referent_prenom: who?.prenom ?? '',
    referent_telephone: who?.telephone ?? '',
    referent_courriel: who?.courriel ?? '',
    beneficiaire_nom: person.nom,
    beneficiaire_prenom: person.prenom,
    beneficiaire_numero_france_travail: person.numero,
    preferences_contact: ['TELEPHONE' as const, 'EMAIL' as const, 'AUTRE' as const],
    beneficiaire_telephone: person.telephoneTape,
    beneficiaire_courriel: person.courriel,
    beneficiaire_autre_contact: person.autre,
    beneficiaire_commune: '33063',
    beneficiaire_commune_nom: person.commune,
    beneficiaire_age: '34',
    motif: person.motif,
    engagement: true,
  }
}

/** As it is typed: a few words, then the rest, kept as one goes. */
export const typeDraft = async (desk: PrivacyDesk, world: World, id: string, person: Invented): Promise<void> => {
  const whole = await contentOf(desk, world, id, person)
  const { version } = await desk.call('drafts.save', {
    id,
    content: {
      ...whole,
      motif: person.motif.slice(0, 30),
      beneficiaire_courriel: person.courriel.slice(0, 12),
      engagement: false,
    },
  })
  await desk.call('drafts.save', { id, content: whole, base: version })
}

const PART_BYTES = 480 * 1024
export const attach = async (
  desk: PrivacyDesk,
  draftId: string,
  { nom, bytes }: Invented['piece'],
  pour = '',
): Promise<string> => {
  const { uploadId } = await desk.call('drafts.attachBegin', { draftId, nom, taille: bytes.length, pour })
  for (let from = 0; from < bytes.length; from += PART_BYTES)
    await desk.call('drafts.attachPart', { uploadId, base64: bytes.subarray(from, from + PART_BYTES).toString('base64') })
  return (await desk.call('drafts.attachEnd', { uploadId })).attachmentId
}

export const draftFor = async (desk: PrivacyDesk, world: World, person: Invented, serviceId: string): Promise<string> => {
  const { id } = await desk.call('drafts.create', { serviceId })
  await typeDraft(desk, world, id, person)
  return id
}

/** Sends it, with a reason for whatever asks for one. */
export const sendDraft = async (desk: PrivacyDesk, draftId: string, structureId: string, person: Invented): Promise<string> => {
  const { checks } = await desk.call('orientations.checks', { draftId })
  const contournements = checks.filter(({ niveau }) => niveau === 'raison').map(({ regle }) => ({ regle, raison: person.raison }))
  return (await desk.call('orientations.send', { draftId, structureId, contournements })).id
}
