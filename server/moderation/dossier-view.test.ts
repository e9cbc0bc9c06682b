import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { DossierView } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { outcome, seal } from '#server/accounts/testing/bench.ts'
import { writeHistory } from '#server/listing/history.ts'
import type { User } from '#server/store/types.ts'
import { fill, mutation, publishable, pushOne, structure as sheet } from '#server/sync/testing.ts'
import { dossierView } from './dossier-view.ts'
import { noteReturned } from './dossier-notes.ts'
import { moderatorsFor } from './moderators.ts'
import { createReference } from './reference.ts'
import { type DossierBench, openDossiers, statuer } from './testing/dossiers.ts'

let bench: DossierBench
let view: (by: User, cible: Cible) => Promise<DossierView>
beforeEach(async () => {
  bench = await openDossiers()
  const { store, now } = bench.requests.accounts.parts
  const reference = createReference({ store, seal, now })
  view = async (by, cible) => DossierView.parse(await dossierView({ store, seal, now, reference }, by, cible))
})

const hidden = () => ({
  kind: 'service' as const,
  id: 'dora--cache',
  doc: publishable('dora--cache', bench.receiver.id, {
    nom: 'Aide discrète',
    telephone: '0556000000',
    courriel: 'lea@garage.exemple.test',
    dora: { is_contact_info_public: false, contact_name: 'Léa', moderation_status: 'NEED_NEW_MODERATION' },
  }),
})

describe('a structure on one screen', () => {
  test('with its people, services, requests held and numbers', async () => {
    const { requests, structure, team, receiver } = bench
    await requests.send()
    const invited = await requests.accounts.people.person({ prenom: 'Ines', nom: 'Roy' })
    await requests.accounts.people.belongs(invited, requests.sender, 'invitation', true)
    const branch = sheet('dora--antenne', { nom: 'Antenne du Port', dora: { parent: structure.id } })
    await fill(requests.store, [branch], [])
    const found = await view(team, structure)
    expect(found).toMatchObject({
      cible: structure,
      vu: await bench.seen(structure),
      fiche: { nom: 'Mission locale des Collines' },
      structure: null,
      item: { id: `structure/${structure.id}`, raisons: [{ motif: 'demandes-retenues' }, { motif: 'premier-administrateur' }] },
      differences: null,
      personnes: [
        { courriel: requests.alix.courriel, admin: true, etat: 'membre' },
        { nom: 'Ines Roy', etat: 'invitation' },
      ],
      antennes: [{ nom: 'Antenne du Port' }],
      retenues: { orientations: [{ prescripteur: 'Alix Fabre' }] },
      droits: { moderer: true, modifier: true, inviter: true, rejeter: true, voir_membres: true },
      demandes: { envoyees: 1 },
    })
    for (const secret of ['Ravel', '0601020304', 'ines.ravel']) expect(JSON.stringify(found)).not.toContain(secret)
    expect((await view(bench.here, structure)).droits).toMatchObject({ moderer: true, rejeter: false })
    expect((await view(team, receiver)).services.map(({ nom }) => nom)).toEqual(['Permis de conduire'])
  })

  test('what has changed since it was validated, field by field, and the log', async () => {
    const { requests, team, structure } = bench
    await bench.act(team, structure, statuer('VALIDATED', 'Appelée.'))
    const change = { base: { nom: 'Mission locale des Collines' }, patch: { nom: 'Mission locale des Coteaux' }, base_ver: 2 }
    expect((await pushOne(requests.core, requests.alix, mutation('structure.update', structure.id, change))).status).toBe(
      'applied',
    )
    const found = await view(team, structure)
    expect(found.differences?.champs).toEqual([
      { champ: 'nom', avant: 'Mission locale des Collines', apres: 'Mission locale des Coteaux' },
    ])
    expect(found.dossier.decisions).toMatchObject([{ geste: 'statuer', nom: 'Tess Lenoir' }])
    expect(found.historique).toMatchObject([{ acte: 'modification', par: 'A. Fabre', champs: [{ champ: 'nom' }] }])
    expect(JSON.stringify(found)).not.toContain('"valide"')
  })

  test('the log is whole, whatever number of pages it is kept in', async () => {
    const { requests, team, receiver } = bench
    await requests.store.write(async (writer) => {
      for (let ver = 10; ver < 70; ver += 1)
        await writeHistory(writer, seal, receiver, {
          ver,
          now: ver,
          par: null,
          moyen: 'serveur',
          acte: 'modification',
          champs: [],
        })
    })
    const { historique } = await view(team, receiver)
    expect(historique.map(({ le }) => Date.parse(le))).toEqual(Array.from({ length: 60 }, (_, n) => 69 - n))
  })
})

describe('a service whose contact is kept for professionals', () => {
  const SECRETS = ['0556000000', 'lea@garage', 'Léa', 'Lou']
  beforeEach(async () => {
    const { doc, ...cible } = hidden()
    await fill(bench.requests.store, [], [doc])
    await bench.act(bench.team, cible, statuer('VALIDATED'))
    const change = { base: { 'dora.contact_name': 'Léa' }, patch: { 'dora.contact_name': 'Lou' }, base_ver: 9 }
    await pushOne(bench.requests.core, bench.requests.bao, mutation('service.update', cible.id, change))
    const now = bench.requests.contextNow()
    await bench.requests.store.write((writer) => noteReturned({ writer, seal, now }, 'lea@garage.exemple.test', [cible]))
  })

  test('is whole for the team, and for a gestionnaire who belongs somewhere', async () => {
    const { doc: _doc, ...cible } = hidden()
    await bench.requests.accounts.people.belongs(bench.here, await bench.requests.accounts.people.structure())
    for (const by of [bench.team, bench.here]) {
      const found = await view(by, cible)
      expect(found).toMatchObject({
        fiche: { telephone: '0556000000', dora: { contact_name: 'Lou' } },
        structure: { id: bench.receiver.id },
        differences: { champs: [{ champ: 'dora.contact_name', avant: 'Léa', apres: 'Lou' }] },
        dossier: { adresses: [{ courriel: 'lea@garage.exemple.test' }] },
        services: [{ nom: 'Permis de conduire' }],
        retenues: null,
      })
    }
  })

  test('is without it for one who belongs nowhere (dora-backend.md §5.3)', async () => {
    const { doc: _doc, ...cible } = hidden()
    const text = JSON.stringify(await view(bench.here, cible))
    for (const secret of SECRETS) expect([secret, text.includes(secret)]).toEqual([secret, false])
    expect(text).toContain('Aide discrète')
  })
})

describe('who looks', () => {
  test('is refused what they do not moderate, and told what is not there', async () => {
    for (const by of [bench.elsewhere, bench.requests.alix]) {
      expect(await outcome(view(by, bench.structure))).toBe('interdit')
      expect(await outcome(view(by, bench.service))).toBe('interdit')
    }
    expect(await outcome(view(bench.team, { kind: 'structure', id: 'dora--nulle-part' }))).toBe('structure-inconnue')
    expect(await outcome(view(bench.here, { kind: 'service', id: 'dora--nulle-part' }))).toBe('service-inconnu')
  })

  test('may entrust it to the team and to gestionnaires of that place', async () => {
    await bench.requests.accounts.people.person({ role: 'administrateur', actif: false, prenom: 'Fermée', nom: 'Fermée' })
    const { parts } = bench.requests.accounts
    const names = async (by: User, cible: Cible) =>
      (await moderatorsFor(parts, by, cible)).map(({ nom }) => nom).filter((nom) => nom !== 'Personne u-admin')
    for (const cible of [bench.structure, bench.service])
      expect(await names(bench.here, cible)).toEqual(['Gaëlle Ici', 'Oscar Petit', 'Tess Lenoir'])
    expect(await outcome(moderatorsFor(parts, bench.elsewhere, bench.structure))).toBe('interdit')
  })

  test('as a gestionnaire, never looks at nor acts upon anything outside their départements', async () => {
    const { people } = bench.requests.accounts
    const COMMUNES = { '33': '33063', '59': '59350', '75': '75056', '2A': '2A004', '974': '97411' } as const
    const codes = Object.keys(COMMUNES) as (keyof typeof COMMUNES)[]
    const places = new Map<string, readonly Cible[]>()
    for (const code of [...codes, null]) {
      const place = code === null ? { code_insee: null, code_postal: null } : { code_insee: COMMUNES[code], code_postal: null }
      const { id } = await people.structure({ ...place, dora: { moderation_status: 'NEED_NEW_MODERATION' } })
      const service = publishable(`dora--de-${id}`, id, {
        code_insee: '33063',
        dora: { moderation_status: 'NEED_NEW_MODERATION' },
      })
      await fill(bench.requests.store, [], [service])
      places.set(code ?? 'nulle part', [
        { kind: 'structure', id },
        { kind: 'service', id: service.id },
      ])
    }
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...codes)), async (departements) => {
        const manager = await people.person({ gestionnaire: true, departements })
        for (const [code, cibles] of places) {
          const inside = (departements as readonly string[]).includes(code)
          for (const cible of cibles) {
            expect(await outcome(view(manager, cible))).toBe(inside ? 'ok' : 'interdit')
            const noted = bench.act(manager, cible, { geste: 'noter', note: 'Vue.' })
            expect(await outcome(noted)).toBe(inside ? 'ok' : 'interdit')
          }
        }
      }),
      { numRuns: 8 },
    )
  })
})
