import { expect, test } from 'vitest'
import { SERVICE_GROUPS, STRUCTURE_GROUPS } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { byId } from '#server/listing/public-records.ts'
import { readHistory } from '#server/listing/history.ts'
import { membershipRow, putMembership } from '#server/accounts/memberships.ts'
import { ADMIN, ALICE, emptyDesk, fill, follow, mutation, openBench, publishable, pushOne, seal, structure } from '../testing.ts'
import { contactOf } from './contact.ts'

/** Tags, scripts and disguises in every text of a listing, by a real push: nothing of them is kept nor told. */

const HOSTILE =
  'Bon<script>alert(1)</script>jour <img src=x onerror=alert(2)>\u202eà\u0000 tous\u200b [lien](javascript:alert(3)) <b onclick="x">!</b>'
/** The link stays as text where no Markdown is read. */
const BAD = /<|alert\((?:1|2)\)|onerror|onclick|[\u202e\u0000\u200b]/
const isBad = (text: string): boolean => BAD.test(text)

/** Fields whose form leaves no room for it: they are refused, which is tried apart. */
const named = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
const FORMED = named(`
  telephone courriel code_postal frais site_web accessibilite_lieu siret latitude longitude
  volume_horaire_hebdomadaire nombre_semaines dora.suspension_date dora.update_frequency dora.online_form
  dora.coach_orientation_modes_external_form_link dora.beneficiaries_access_modes_external_form_link dora.remote_url
  dora.is_cumulative dora.qpv_or_zrr dora.is_contact_info_public`)
const LISTS = named(`
  thematiques publics zone_eligibilite modes_accueil dora.funding_labels dora.national_labels
  dora.access_conditions dora.requirements dora.credentials dora.other_labels
  dora.coach_orientation_modes dora.beneficiaries_access_modes`)
const shortened = (max: number | undefined): string => (max !== undefined && max < HOSTILE.length ? '<i>x</i>\u202e' : HOSTILE)

const hostile = (groups: typeof SERVICE_GROUPS | typeof STRUCTURE_GROUPS): Doc =>
  Object.fromEntries(
    groups
      .flatMap(({ champs }): readonly { readonly champ: string; readonly max?: number }[] => champs)
      .filter(({ champ }) => !FORMED.has(champ))
      .map(({ champ, max }): [string, Json] => {
        const text = shortened(max)
        if (champ === 'dora.forms') return [champ, [{ nom: text, url: 'https://exemple.test/a' }]]
        return [champ, LISTS.has(champ) ? [text] : text]
      }),
  )

const bench = async () => {
  const opened = await openBench()
  await fill(opened.store, [structure('dora--maison')], [publishable('dora--service1', 'dora--maison')])
  const row = membershipRow(ALICE, structure('dora--maison'), {
    etat: 'membre',
    admin: true,
    cree_le: '2026-11-01T00:00:00.000Z',
  })
  await opened.store.write((writer) => putMembership(writer, seal, row))
  return opened
}

test('in every text of a service and of a structure, nothing of it is in the row, the feed, the page nor the history', async () => {
  const { store, core } = await bench()
  const patches = { service: hostile(SERVICE_GROUPS), structure: hostile(STRUCTURE_GROUPS) }
  for (const unknown of ['autre_champ', 'dora.autre_champ']) {
    Object.assign(patches.service, { [unknown]: { a: [HOSTILE] } })
    Object.assign(patches.structure, { [unknown]: HOSTILE })
  }
  // What is told apart from editors: as a v1 text that no editor writes.
  Object.assign(patches.service, { conditions_acces: HOSTILE, mobilisation_precisions: HOSTILE, 'dora.contact_name': HOSTILE })
  for (const [kind, id] of [
    ['service', 'dora--service1'],
    ['structure', 'dora--maison'],
  ] as const) {
    for (const is_public of kind === 'service' ? [true, false] : [true]) {
      const base = publishable('dora--service1', 'dora--maison') as never
      const patch = { ...patches[kind], ...(kind === 'service' ? { 'dora.is_contact_info_public': is_public } : {}) }
      const answer = await pushOne(
        core,
        ALICE,
        mutation(`${kind}.update`, id, {
          base: is_public ? (kind === 'service' ? base : (structure(id) as never)) : {},
          patch: patch as never,
        }),
      )
      expect(['applied', 'merged', 'conflict']).toContain(answer.status)
      const desk = emptyDesk()
      await follow(core, 'cat:fr', desk)
      const told = JSON.stringify([...desk.rows.values()].map(({ doc }) => doc))
      expect(told).toContain('jour')
      expect(isBad(told)).toBe(false)
      const page = JSON.stringify(await store.read((reader) => byId(reader, kind, id, '2026-11-23')))
      expect([page.includes('"publie"'), isBad(page)]).toEqual([true, false])
    }
    const history = JSON.stringify(await readHistory(store, seal, { kind, id }, null))
    expect([history.includes('jour'), isBad(history)]).toEqual([true, false])
  }
  expect(isBad(JSON.stringify(await store.read((reader) => contactOf(reader, seal, 'dora--service1'))))).toBe(false)
  const desk = emptyDesk()
  await follow(core, 'cat:fr', desk)
  const description = desk.rows.get('service dora--service1')?.doc['description']
  expect(description).toBe('Bonjour à tous lien !')
})

test.each([...FORMED].filter((champ) => !['siret', 'dora.update_frequency'].includes(champ)))(
  '%s has a form, which it is not of',
  async (champ) => {
    const { core } = await bench()
    const kind = ['site_web', 'accessibilite_lieu'].includes(champ) ? 'structure' : 'service'
    for (const value of [HOSTILE, 'javascript:alert(1)']) {
      const one = mutation(`${kind}.update`, kind === 'service' ? 'dora--service1' : 'dora--maison', {
        patch: { [champ]: value },
      })
      expect((await pushOne(core, ADMIN, one)).status).toBe('rejected')
    }
  },
)

test('a tag that is all of a required text leaves nothing, and is refused as nothing is', async () => {
  const { core } = await bench()
  const patch = { nom: '<b></b>' }
  const base = { nom: 'Service dora--service1' }
  expect((await pushOne(core, ADMIN, mutation('service.update', 'dora--service1', { base, patch }))).status).toBe('rejected')
})

test('what is said of room is cleaned too', async () => {
  const { core } = await bench()
  const dit = { etat: 'complet', jusqu_au: '2026-12-01', dit_le: '2026-11-23', precision: HOSTILE.slice(0, 140) }
  const one = mutation('service.availability', 'dora--service1', { patch: { 'dora.disponibilite': dit } })
  expect(await pushOne(core, ALICE, one)).toMatchObject({ status: 'applied' })
  const desk = emptyDesk()
  await follow(core, 'cat:fr', desk)
  const said = JSON.stringify(desk.rows.get('service dora--service1')?.doc)
  expect([said.includes('complet'), isBad(said)]).toEqual([true, false])
})

test('ordinary text stays as it was typed', async () => {
  const { core } = await bench()
  const text = 'Pour les < 26 ans, de 3 à 12 mois (> 35 h) : « gratuit » – L’été & l’hiver, 50 %'
  const patch = { description: text, 'dora.recurrence': text }
  expect(await pushOne(core, ALICE, mutation('service.update', 'dora--service1', { patch }))).toMatchObject({ status: 'applied' })
  const desk = emptyDesk()
  await follow(core, 'cat:fr', desk)
  expect(desk.rows.get('service dora--service1')?.doc).toMatchObject({ description: text, dora: { recurrence: text } })
})
