import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { DAY_MS } from './clock.ts'
import type { Invented } from './people.ts'
import { EMPLOIS_KEY } from './server.ts'
import { SERVICE, type World } from './world.ts'

/** What Les Emplois send: a token, or a whole request. */

export const emploisToken = (world: World, person: Invented): Promise<string> =>
  new SignJWT({
    prescriber: {
      email: world.who.alix.courriel,
      organization: { uid: randomUUID(), name: 'Mission locale', siret: world.structures.sender.siret },
    },
    beneficiary: {
      uid: randomUUID(),
      first_name: person.prenom,
      last_name: person.nom,
      email: person.courriel,
      phone: person.telephone,
      france_travail_id: person.numero,
    },
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor((Date.now() + world.home.ahead + DAY_MS) / 1000))
    .sign(new TextEncoder().encode(EMPLOIS_KEY))

export const emploisForm = (
  world: World,
  person: Invented,
  uid: string,
  more: Readonly<Record<string, unknown>> = {},
): FormData => {
  const form = new FormData()
  form.set(
    'data',
    JSON.stringify({
      di_service_id: SERVICE,
      data_protection_commitment: true,
      beneficiary_first_name: person.prenom,
      beneficiary_last_name: person.nom,
      beneficiary_france_travail_number: person.numero,
      beneficiary_contact_preferences: ['TELEPHONE', 'EMAIL'],
      beneficiary_phone: person.telephone,
      beneficiary_email: person.courriel,
      beneficiary_other_contact_method: person.autre,
      referent_first_name: world.elsewhere.prenom,
      referent_last_name: world.elsewhere.nom,
      referent_email: world.elsewhere.courriel,
      referent_phone: world.elsewhere.telephone,
      situation_other: person.situation,
      orientation_reasons: person.motif,
      emplois_data: {
        emplois_sync_uid: uid,
        beneficiary_id: randomUUID(),
        structure_id: randomUUID(),
        structure_name: 'Mission locale',
        prescriber_id: randomUUID(),
        prescriber_email: world.elsewhere.courriel,
        prescriber_first_name: world.elsewhere.prenom,
        prescriber_last_name: world.elsewhere.nom,
      },
      ...more,
    }),
  )
  form.append('attachments', new Blob([new Uint8Array(person.piece.bytes)]), person.piece.nom)
  return form
}
