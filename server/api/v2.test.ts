import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { startTestServer, type Server } from '../http/testing/harness.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { createKey } from './keys-acts.ts'

const ID = (n: number): string => `dora--0000000${n}-0000-4000-8000-000000000000`
const ours = (n: number): string => ID(n).slice(6)

const structure = (n: number, more: Partial<Structure> = {}): Structure => ({
  source: 'dora',
  id: ID(n),
  nom: `Structure inventée ${n}`,
  date_maj: '2026-02-01',
  siret: '12345678901234',
  ...more,
})
const service = (n: number, of: number, more: Partial<Service> = {}): Service => ({
  source: 'dora',
  id: ID(n),
  structure_id: ID(of),
  nom: `Service inventé ${n}`,
  description: 'Une description assez longue.',
  date_maj: '2026-03-01',
  ...more,
  dora: { status: 'PUBLISHED', ...more.dora },
})

let server: Server
let key: string
beforeEach(async () => {
  server = await startTestServer()
  key = (
    await createKey(server.account, server.user, {
      nom: 'data·inclusion',
      contact: 'equipe@exemple.test',
      portees: ['api'],
      quota: { minute: 1_000, jour: 1_000 },
      sources: [],
    })
  ).cle
})
afterEach(() => server.stop())

const keep = (structures: readonly Structure[], services: readonly Service[]) =>
  server.store.write(async (writer) => {
    for (const one of structures) await putStructure(writer, one)
    for (const one of services) await putService(writer, server.account.seal, one)
  })
const ask = async (path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly body: never }> => {
  const answer = await fetch(`${server.origin}${path}`, { headers: { authorization: `Token ${key}` } })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as never }
}

test('a structure and a service are told in DORA’s own shape', async () => {
  await keep(
    [
      structure(1),
      structure(2, {
        siret: '98765432109876',
        horaires_accueil: 'Mo-Fr 10:00-20:00',
        description: 'Tout ce que fait la structure.',
        dora: {
          parent: ID(1),
          short_desc: 'En bref.',
          typology: 'ASSO',
          national_labels: ['afpa'],
          other_labels: ['Nièvre médiation numérique'],
          opening_hours_details: 'sur "rendez-vous"',
        },
      }),
    ],
    [
      service(3, 2, {
        type: 'formation',
        thematiques: ['mobilite--autre', 'mobilite--preparer-un-permis'],
        publics: [],
        zone_eligibilite: ['29'],
        frais: 'payant',
        frais_precisions: '10 €',
        modes_accueil: ['a-distance'],
        volume_horaire_hebdomadaire: 2.5,
        dora: {
          publication_date: '2026-01-15',
          coach_orientation_modes: ['formulaire-dora', 'telephoner'],
          requirements: ['Savoir lire'],
          is_cumulative: true,
          online_form: 'https://exemple.test/formulaire',
          is_contact_info_public: true,
          contact_name: 'Accueil',
        },
        telephone: '0298000000',
      }),
      service(4, 1, { zone_eligibilite: ['22', '29', '35', '56'] }),
      service(5, 2, { dora: { status: 'DRAFT' } }),
    ],
  )
  expect((await ask(`/api/v2/structures/${ours(2)}/`)).body).toEqual({
    id: ours(2),
    siret: '98765432109876',
    parent_siret: '12345678901234',
    antenne: true,
    nom: 'Structure inventée 2',
    typologie: 'ASSO',
    courriel: null,
    telephone: null,
    site_web: null,
    adresse: null,
    complement_adresse: null,
    code_postal: null,
    code_insee: null,
    commune: null,
    longitude: null,
    latitude: null,
    presentation_resume: 'En bref.',
    presentation_detail: 'Tout ce que fait la structure.',
    accessibilite: null,
    horaires_ouverture: 'Mo-Fr 10:00-20:00; "sur ’rendez-vous’"',
    labels_nationaux: ['afpa'],
    labels_autres: ['Nièvre médiation numérique'],
    source: 'dora',
    lien_source: 'https://dora.exemple.test/s/000000020000',
    date_maj: '2026-02-01',
    rna: null,
    thematiques: null,
  })
  expect((await ask(`/api/v2/services/${ours(3)}/`)).body).toMatchObject({
    structure_id: ours(2),
    types: ['formation'],
    thematiques: ['mobilite--preparer-un-permis'],
    publics: ['tous-publics'],
    profils: ['tous-publics'],
    frais: 'payant',
    frais_autres: '10 €',
    zone_diffusion_type: 'departement',
    zone_diffusion_code: '29',
    zone_diffusion_nom: 'Finistère',
    modes_orientation_accompagnateur: ['completer-le-formulaire-dadhesion', 'telephoner'],
    formulaire_en_ligne: `https://dora.exemple.test/orienter/${ID(3)}`,
    pre_requis: ['Savoir lire'],
    cumulable: true,
    date_creation: '2026-01-15',
    contact_public: true,
    contact_nom_prenom: 'Accueil',
    telephone: '0298000000',
    temps_passe_duree_hebdomadaire: 2.5,
  })
  expect((await ask(`/api/v2/services/${ours(4)}/`)).body).toMatchObject({
    zone_diffusion_type: 'region',
    zone_diffusion_code: '53',
    zone_diffusion_nom: 'Bretagne',
    formulaire_en_ligne: null,
    types: [],
  })
  for (const id of [ours(5), 'rien', '%00', 'a%0Ab']) expect((await ask(`/api/v2/services/${id}/`)).status).toBe(404)
})

test('the list is whole, or a page of it; a listing of another source is not DORA’s to tell', async () => {
  await keep(
    [structure(1), { ...structure(9), id: 'autre--1', source: 'autre' }],
    [2, 3, 4].map((n) => service(n, 1)).concat({ ...service(8, 1), id: 'autre--8', source: 'autre', structure_id: 'autre--1' }),
  )
  const whole = await ask('/api/v2/services/')
  expect((whole.body as readonly { id: string }[]).map(({ id }) => id)).toEqual([ours(2), ours(3), ours(4)])
  const first = await ask('/api/v2/services/?page_size=2')
  expect(first.body).toMatchObject({
    count: 3,
    next: 'https://dora.exemple.test/api/v2/services/?page=2&page_size=2',
    previous: null,
    results: [{ id: ours(2) }, { id: ours(3) }],
  })
  expect((await ask('/api/v2/services/?page_size=2&page=2')).body).toMatchObject({
    next: null,
    previous: 'https://dora.exemple.test/api/v2/services/?page=1&page_size=2',
    results: [{ id: ours(4) }],
  })
  expect((await ask('/api/v2/services/?page_size=2&page=3')).status).toBe(404)
  expect((await ask('/api/v2/services/?page_size=0')).status).toBe(422)
  expect((await ask('/api/v2/structures/')).body).toMatchObject([{ id: ours(1), antenne: false, parent_siret: null }])
  // Nothing has changed: nothing is sent.
  const again = await fetch(`${server.origin}/api/v2/services/`, {
    headers: { authorization: `Bearer ${key}`, 'if-none-match': whole.headers.get('etag') ?? '' },
  })
  expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, max-age=60'])
  await keep([], [service(2, 1, { nom: 'Un autre nom' })])
  expect((await ask('/api/v2/services/')).headers.get('etag')).not.toBe(whole.headers.get('etag'))
})
