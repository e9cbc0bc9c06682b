import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ActeTold } from '#shared/moderation/acts.ts'
import { flat } from '#shared/listing/flat.ts'
import { outcome, seal } from '#server/accounts/testing/bench.ts'
import { waitingMail } from '#server/mail/queue.ts'
import { actsSince } from '#server/listing/history.ts'
import type { User } from '#server/store/types.ts'
import { putPublic } from '#server/sync/rows.ts'
import { fill, mutation, publishable, pushOne, structure as sheet } from '#server/sync/testing.ts'
import { noteReturned } from './dossier-notes.ts'
import { type DossierBench, type Geste, openDossiers, statuer } from './testing/dossiers.ts'

/** Every act, by everyone, in every state of a dossier; then what each act does. */

const ADDRESS = 'accueil@collines.exemple.test'

let bench: DossierBench
beforeEach(async () => {
  bench = await openDossiers()
})

const rename = (by: User, nom: string) =>
  pushOne(
    bench.requests.core,
    by,
    mutation('structure.update', bench.structure.id, {
      base: { nom: 'Mission locale des Collines' },
      patch: { nom },
      base_ver: 1,
    }),
  )
const returned = async () => {
  const doc = { ...(await bench.requests.accounts.structure(bench.structure.id)), courriel: ADDRESS } as never
  await bench.requests.store.write(async (writer) => {
    await putPublic(writer, bench.structure, { doc, scopes: ['cat:fr'], parent: null })
    await noteReturned({ writer, seal, now: bench.requests.contextNow() }, ADDRESS, [bench.structure])
  })
}

const GESTES: Readonly<Record<string, (bench: DossierBench) => Geste>> = {
  statuer: () => statuer('VALIDATED'),
  noter: () => ({ geste: 'noter', note: 'Vu au téléphone.' }),
  prendre: () => ({ geste: 'prendre', quand_meme: false }),
  laisser: () => ({ geste: 'laisser' }),
  confier: ({ here }) => ({ geste: 'confier', a: here.id }),
  'rendre-obsolete': () => ({ geste: 'rendre-obsolete', note: '' }),
  reactiver: () => ({ geste: 'reactiver', note: '' }),
  'approuver-demandes': () => ({ geste: 'approuver-demandes' }),
  'rejeter-demandes': () => ({ geste: 'rejeter-demandes', motif: 'Fausse structure.' }),
  ecrire: () => ({ geste: 'ecrire', objet: 'Vos horaires', message: 'Bonjour.' }),
  'adresse-vue': () => ({ geste: 'adresse-vue', courriel: ADDRESS.toUpperCase() }),
}

/** What somebody else, or the structure, did since the moderator looked at it. */
const STATES = {
  rien: async () => {},
  prise: async () => void (await bench.act(bench.other, bench.structure, { geste: 'prendre', quand_meme: false })),
  decidee: async () => void (await bench.act(bench.other, bench.structure, statuer('IN_PROGRESS'))),
  modifiee: async () => void (await rename(bench.requests.alix, 'Mission locale des Coteaux')),
  notee: async () => void (await bench.act(bench.other, bench.structure, { geste: 'noter', note: 'À rappeler.' })),
} as const

/** In the order of STATES. */
const TOLD: Readonly<Record<string, readonly ActeTold['suite'][]>> = {
  statuer: ['fait', 'pris', 'deja', 'deja', 'fait'],
  noter: ['fait', 'fait', 'fait', 'fait', 'fait'],
  prendre: ['fait', 'pris', 'fait', 'fait', 'fait'],
  laisser: ['sans-objet', 'sans-objet', 'sans-objet', 'sans-objet', 'sans-objet'],
  confier: ['fait', 'pris', 'fait', 'fait', 'fait'],
  'rendre-obsolete': ['fait', 'pris', 'deja', 'deja', 'fait'],
  reactiver: ['sans-objet', 'pris', 'deja', 'deja', 'sans-objet'],
  'approuver-demandes': ['fait', 'pris', 'deja', 'deja', 'fait'],
  'rejeter-demandes': ['fait', 'pris', 'deja', 'deja', 'fait'],
  ecrire: ['fait', 'pris', 'deja', 'fait', 'fait'],
  'adresse-vue': ['fait', 'pris', 'fait', 'fait', 'fait'],
}

describe.each(Object.entries(GESTES))('%s', (nom, geste) => {
  test.each(Object.entries(STATES))('in a dossier %s, by each of those who may', async (etat, since) => {
    const expected = TOLD[nom]?.[Object.keys(STATES).indexOf(etat)]
    for (const who of ['team', 'here'] as const) {
      bench = await openDossiers()
      await returned()
      await bench.requests.send()
      const vu = await bench.seen(bench.structure)
      await since()
      const before = await bench.kept(bench.structure)
      const asked = bench.act(bench[who], bench.structure, geste(bench), vu)
      if (who === 'here' && nom === 'rejeter-demandes') {
        expect(await outcome(asked)).toBe('interdit')
        continue
      }
      const told = await asked
      expect(told.suite).toBe(expected)
      if (told.suite === 'deja') expect(told.par).toBe(etat === 'decidee' ? 'Oscar Petit' : 'A. Fabre')
      if (told.suite === 'pris') expect(told.par).toBe('Oscar Petit')
      if (told.suite !== 'fait') expect(await bench.kept(bench.structure)).toEqual(before)
    }
  })

  test('is nobody else’s', async () => {
    await bench.requests.send()
    const member = await bench.requests.accounts.people.person()
    await bench.requests.accounts.people.belongs(member, bench.requests.sender)
    for (const by of [bench.elsewhere, bench.requests.alix, bench.requests.bao, member])
      expect(await outcome(bench.act(by, bench.structure, geste(bench)))).toBe('interdit')
    const nowhere = { kind: 'service', id: 'dora--nulle-part' } as const
    expect(await outcome(bench.act(bench.team, nowhere, geste(bench)))).toBe('service-inconnu')
    expect(await outcome(bench.act(bench.requests.alix, nowhere, geste(bench)))).toBe('interdit')
  })

  test('said twice, is done once and tells the same', async () => {
    await returned()
    await bench.requests.send()
    await bench.requests.accounts.letters()
    const id = randomUUID()
    const vu = await bench.seen(bench.structure)
    const ask = () => bench.act(bench.team, bench.structure, geste(bench), vu, { id })
    const first = await ask()
    const [kept, letters] = [await bench.kept(bench.structure), await bench.requests.accounts.letters()]
    if (nom === 'prendre' || nom === 'laisser') {
      expect((await ask()).suite).toBe(first.suite)
      expect((await bench.kept(bench.structure)).prise?.user_id).toBe(kept.prise?.user_id)
      return
    }
    expect(await ask()).toEqual(first)
    expect(await bench.kept(bench.structure)).toEqual(kept)
    expect(await bench.requests.accounts.letters()).toEqual([])
    expect(letters.length > 0).toBe(['statuer', 'approuver-demandes', 'rejeter-demandes', 'ecrire'].includes(nom))
    if (first.suite !== 'fait') return
    expect(await outcome(bench.act(bench.other, bench.structure, geste(bench), vu, { id }))).toBe('interdit')
    const entries = (await bench.requests.accounts.journal()).filter(({ action }) => action === `moderation.${nom}`)
    expect(entries).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toMatch(/exemple\.test|Fabre|Lenoir|Vos horaires|Fausse|téléphone/)
  })

  test('leaves the versions that it tells', async () => {
    await returned()
    await bench.requests.send()
    const told = await bench.act(bench.team, bench.structure, geste(bench), await bench.seen(bench.structure))
    if (told.suite === 'fait') expect(told.vu).toEqual(await bench.seen(bench.structure))
  })
})

describe('a status', () => {
  const status = async () => (await bench.requests.accounts.structure(bench.structure.id))?.dora?.moderation_status

  test('changes, with its note, and is told in the log', async () => {
    await bench.act(bench.team, bench.structure, statuer('IN_PROGRESS', 'J’appelle demain.'))
    expect(await status()).toBe('IN_PROGRESS')
    expect((await bench.kept(bench.structure)).decisions).toMatchObject([
      {
        nom: 'Tess Lenoir',
        geste: 'statuer',
        avant: 'NEED_INITIAL_MODERATION',
        apres: 'IN_PROGRESS',
        texte: 'Nouveau statut de modération\u202f: Modération en cours\nJ’appelle demain.',
      },
    ])
    expect(await bench.act(bench.other, bench.structure, statuer('IN_PROGRESS'))).toEqual({ suite: 'sans-objet' })
  })

  test('validated: what was held leaves, the item is free, and the sheet is what the next is compared with', async () => {
    const { id } = await bench.requests.send()
    await bench.act(bench.team, bench.structure, { geste: 'prendre', quand_meme: false })
    let kicked = 0
    const told = await bench.act(bench.team, bench.structure, statuer('VALIDATED'), null, { onMail: () => (kicked += 1) })
    expect(told).toMatchObject({ suite: 'fait', demandes: 1 })
    expect(kicked).toBe(1)
    expect(await bench.requests.whole(id)).toMatchObject({ etat: 'OUVERTE' })
    const { prise, valide } = await bench.kept(bench.structure)
    expect(prise).toBeNull()
    expect(valide).toMatchObject({
      user_id: bench.team.id,
      doc: { nom: 'Mission locale des Collines', 'dora.moderation_status': 'VALIDATED' },
    })
  })

  test('of a service: its hidden contact is kept, and is part of what was validated', async () => {
    const own = publishable('dora--cache', bench.receiver.id, {
      telephone: '0556000000',
      courriel: 'lea@garage.exemple.test',
      dora: { is_contact_info_public: false, contact_name: 'Léa', moderation_status: 'NEED_NEW_MODERATION' },
    })
    await fill(bench.requests.store, [], [own])
    const cible = { kind: 'service', id: own.id } as const
    expect(await bench.act(bench.here, cible, statuer('VALIDATED'), await bench.seen(cible))).toMatchObject({ suite: 'fait' })
    const row = await bench.requests.store.read((reader) => reader.entity(cible))
    expect(row?.doc).toContain('"moderation_status":"VALIDATED"')
    expect(row?.doc).not.toContain('0556000000')
    expect((await bench.kept(cible)).valide?.doc).toMatchObject({ telephone: '0556000000', 'dora.contact_name': 'Léa' })
    expect((await bench.requests.accounts.journal()).at(-1)).toMatchObject({ objet: { kind: 'service', id: own.id } })
  })

  test('of a service whose contact alone was changed since: told', async () => {
    const own = publishable('dora--cache', bench.receiver.id, {
      courriel: 'lea@garage.exemple.test',
      dora: { is_contact_info_public: false, contact_name: 'Léa', moderation_status: 'NEED_NEW_MODERATION' },
    })
    await fill(bench.requests.store, [], [own])
    const cible = { kind: 'service', id: own.id } as const
    const edit = async (was: string, nom: string) => {
      const change = { base: { 'dora.contact_name': was }, patch: { 'dora.contact_name': nom }, base_ver: 9 } as const
      expect((await pushOne(bench.requests.core, bench.requests.bao, mutation('service.update', own.id, change))).status).toBe(
        'applied',
      )
    }
    // The day of the edit is written once before: then the row that everyone reads stays as it is.
    await edit('Léa', 'Lia')
    const vu = await bench.seen(cible)
    await edit('Lia', 'Lou')
    const told = await bench.act(bench.team, cible, statuer('VALIDATED'), vu)
    expect(told).toMatchObject({ suite: 'deja', par: 'B. Morel', quoi: 'fiche modifiée (Prénom et nom)' })
  })

  test('a listing that another source keeps is given none', async () => {
    const other = sheet('soliguide--s-1', { source: 'soliguide', code_insee: '33063' })
    await fill(bench.requests.store, [other], [])
    const cible = { kind: 'structure', id: other.id } as const
    expect(await bench.act(bench.team, cible, statuer('VALIDATED'))).toEqual({ suite: 'sans-objet' })
    expect(await bench.act(bench.team, cible, { geste: 'rendre-obsolete', note: '' })).toMatchObject({ suite: 'fait' })
  })

  test('a service of no structure is the team’s alone', async () => {
    const alone = publishable('dora--seul', null, { dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
    await fill(bench.requests.store, [], [alone])
    const cible = { kind: 'service', id: alone.id } as const
    expect(await outcome(bench.act(bench.here, cible, statuer('VALIDATED')))).toBe('interdit')
    expect(await bench.act(bench.team, cible, statuer('VALIDATED'))).toMatchObject({ suite: 'fait' })
  })
})

describe('since the moderator looked', () => {
  test('their own acts and corrections do not stand in their way', async () => {
    const vu = await bench.seen(bench.structure)
    expect(await bench.act(bench.team, bench.structure, statuer('IN_PROGRESS'), vu)).toMatchObject({ suite: 'fait' })
    await rename(bench.team, 'Mission locale des Coteaux')
    // On a desk that has heard of neither.
    expect(await bench.act(bench.team, bench.structure, statuer('VALIDATED'), vu)).toMatchObject({ suite: 'fait' })
  })

  test('somebody joined, and the server asks for it to be looked at again: told', async () => {
    const vu = await bench.seen(bench.receiver)
    const { requests, team, receiver } = bench
    const structure = await requests.accounts.structure(receiver.id)
    const doc = { ...structure, dora: { moderation_status: 'NEED_INITIAL_MODERATION' } } as never
    await requests.store.write((writer) => putPublic(writer, receiver, { doc, scopes: ['cat:fr'], parent: null }))
    expect(await bench.act(team, receiver, statuer('VALIDATED'), vu)).toMatchObject({
      suite: 'deja',
      par: 'DORA',
      quoi: 'fiche modifiée, statut «\u00a0À modérer pour la première fois\u00a0»',
    })
  })

  test('a note does not make seen what somebody else decided before it', async () => {
    const vu = await bench.seen(bench.structure)
    await bench.act(bench.other, bench.structure, statuer('IN_PROGRESS'))
    const told = await bench.act(bench.team, bench.structure, { geste: 'noter', note: 'Appelée.' }, vu)
    if (told.suite !== 'fait') throw new Error(told.suite)
    expect(await bench.act(bench.team, bench.structure, statuer('VALIDATED'), told.vu)).toMatchObject({
      suite: 'deja',
      par: 'Oscar Petit',
      quoi: 'statut «\u00a0Modération en cours\u00a0»',
    })
  })

  test('somebody else’s status set from the editor is a decision too', async () => {
    const vu = await bench.seen(bench.structure)
    const patch = { 'dora.moderation_status': 'VALIDATED' } as never
    await bench.requests.send()
    const pushed = await pushOne(
      bench.requests.core,
      bench.other,
      mutation('structure.update', bench.structure.id, {
        patch,
        base: { 'dora.moderation_status': 'NEED_INITIAL_MODERATION' },
        base_ver: 1,
      }),
    )
    expect(pushed.status).toBe('applied')
    expect((await bench.kept(bench.structure)).decisions).toMatchObject([
      { geste: 'statuer', apres: 'VALIDATED', user_id: bench.other.id },
    ])
    expect((await bench.kept(bench.structure)).valide).not.toBeNull()
    expect((await bench.act(bench.team, bench.structure, statuer('IN_PROGRESS'), vu)).suite).toBe('deja')
  })
})

describe('an item that is taken', () => {
  const take = (by: User, quand_meme = false) => bench.act(by, bench.structure, { geste: 'prendre', quand_meme })
  const prise = async () => (await bench.kept(bench.structure)).prise

  test('is theirs for a quarter of an hour, unless somebody takes it all the same or they leave it', async () => {
    await take(bench.team)
    expect(await take(bench.other)).toEqual({ suite: 'pris', par: 'Tess Lenoir' })
    expect((await take(bench.other, true)).suite).toBe('fait')
    expect((await bench.act(bench.team, bench.structure, { geste: 'laisser' })).suite).toBe('sans-objet')
    expect((await bench.act(bench.other, bench.structure, { geste: 'laisser' })).suite).toBe('fait')
    expect(await prise()).toBeNull()
    await take(bench.team)
    bench.requests.accounts.pass(15 * 60_000)
    expect((await bench.act(bench.other, bench.structure, statuer('IN_PROGRESS'))).suite).toBe('fait')
  })

  test('entrusted, is theirs until it is validated', async () => {
    const give = (by: User, to: User) => bench.act(by, bench.structure, { geste: 'confier', a: to.id })
    expect(await outcome(give(bench.team, bench.elsewhere))).toBe('personne-inconnue')
    expect(await outcome(give(bench.team, bench.requests.alix))).toBe('personne-inconnue')
    expect((await give(bench.team, bench.here)).suite).toBe('fait')
    expect((await give(bench.here, bench.here)).suite).toBe('sans-objet')
    bench.requests.accounts.pass(30 * 24 * 3600_000)
    expect(await bench.act(bench.team, bench.structure, statuer('VALIDATED'))).toEqual({ suite: 'pris', par: 'Gaëlle Ici' })
    await take(bench.here)
    expect((await prise())?.jusqu_au).toBeNull()
    expect((await bench.act(bench.here, bench.structure, statuer('VALIDATED'))).suite).toBe('fait')
    expect(await prise()).toBeNull()
  })
})

describe('requests that are held', () => {
  test('approved, leave; rejected, are closed with the accounts, by the team', async () => {
    const { id } = await bench.requests.send()
    expect(await bench.act(bench.here, bench.structure, { geste: 'approuver-demandes' })).toMatchObject({
      suite: 'fait',
      demandes: 1,
    })
    expect(await bench.requests.whole(id)).toMatchObject({ etat: 'OUVERTE' })
    expect(await bench.act(bench.team, bench.structure, { geste: 'rejeter-demandes', motif: 'Faux.' })).toEqual({
      suite: 'sans-objet',
    })

    bench = await openDossiers()
    const other = await bench.requests.send()
    const told = await bench.act(bench.team, bench.structure, { geste: 'rejeter-demandes', motif: 'Fausse structure.' })
    expect(told).toMatchObject({ suite: 'fait', demandes: 1 })
    expect(await bench.requests.whole(other.id)).toMatchObject({ etat: 'MODÉRATION_REJETÉE' })
    expect((await bench.requests.accounts.user(bench.requests.alix))?.actif).toBe(false)
    expect((await bench.kept(bench.structure)).decisions.at(-1)).toMatchObject({
      geste: 'rejeter-demandes',
      texte: 'Fausse structure.',
      apres: 'NEED_NEW_MODERATION',
    })
  })

  test('of a service there is none', async () => {
    await bench.requests.send()
    expect(await bench.act(bench.team, bench.service, { geste: 'approuver-demandes' })).toEqual({ suite: 'sans-objet' })
  })
})

describe('a structure that is no more', () => {
  test('is obsolete, then is again, and its history says so', async () => {
    const of = async () => (await bench.requests.accounts.structure(bench.structure.id))?.dora
    expect((await bench.act(bench.team, bench.structure, { geste: 'rendre-obsolete', note: 'Fermée.' })).suite).toBe('fait')
    expect(await of()).toMatchObject({ is_obsolete: true })
    expect(await bench.act(bench.team, bench.structure, { geste: 'rendre-obsolete', note: '' })).toEqual({ suite: 'sans-objet' })
    expect((await bench.act(bench.team, bench.structure, { geste: 'reactiver', note: '' })).suite).toBe('fait')
    expect(await of()).not.toHaveProperty('is_obsolete')
    const acts = await bench.requests.store.read((reader) => actsSince(reader, seal, bench.structure, 0))
    expect(acts).toMatchObject([
      { par: bench.team.id, champs: [{ champ: 'dora.is_obsolete', avant: true, apres: null }] },
      { par: bench.team.id, champs: [{ champ: 'dora.is_obsolete', avant: null, apres: true }] },
    ])
    expect((await bench.kept(bench.structure)).decisions.map(({ geste, texte }) => [geste, texte])).toEqual([
      ['rendre-obsolete', 'Fermée.'],
      ['reactiver', ''],
    ])
  })
})

describe('letters to administrators', () => {
  const write = (by: User, cible = bench.structure) =>
    bench.act(by, cible, { geste: 'ecrire', objet: 'Vos horaires', message: 'Bonjour,\nVos horaires ont changé ?' })

  test('go to each one who can answer, and answers to the moderator', async () => {
    const { accounts, store } = bench.requests
    const [second, closed, member] = [
      await accounts.people.person(),
      await accounts.people.person({ actif: false }),
      await accounts.people.person(),
    ]
    const structure = bench.requests.sender
    await accounts.people.belongs(second, structure, 'membre', true)
    await accounts.people.belongs(closed, structure, 'membre', true)
    await accounts.people.belongs(member, structure)
    expect((await write(bench.here)).suite).toBe('fait')
    const { waiting } = await store.read((reader) => waitingMail(reader, seal))
    expect(waiting.map(({ mail }) => mail.to).sort()).toEqual([bench.requests.alix.courriel, second.courriel].sort())
    for (const { mail } of waiting)
      expect(mail).toMatchObject({
        replyTo: bench.here.courriel,
        de: 'Gaëlle Ici via DORA',
        template: { kind: 'moderation-message', structure: 'Mission locale des Collines', objet: 'Vos horaires' },
      })
    expect((await bench.kept(bench.structure)).decisions).toMatchObject([{ geste: 'ecrire', texte: 'Vos horaires' }])
  })

  test('ten a day to one structure, its services included, whoever writes', async () => {
    for (let n = 0; n < 5; n += 1) {
      expect((await write(bench.team, bench.receiver)).suite).toBe('fait')
      expect((await write(bench.here, bench.service)).suite).toBe('fait')
    }
    expect(await outcome(write(bench.here, bench.service))).toBe('trop-de-messages')
    expect(await outcome(write(bench.team, bench.receiver))).toBe('trop-de-messages')
    expect((await write(bench.team)).suite).toBe('fait')
    bench.requests.accounts.pass(24 * 3600_000)
    expect((await write(bench.team, bench.receiver)).suite).toBe('fait')
  })

  test('to nobody are about nothing', async () => {
    const empty = await bench.requests.accounts.people.structure()
    expect(await write(bench.team, { kind: 'structure', id: empty.id })).toEqual({ suite: 'sans-objet' })
  })
})

describe('an address that came back', () => {
  const look = (by: User) => bench.act(by, bench.structure, { geste: 'adresse-vue', courriel: ADDRESS })

  test('is looked at once; the second who looks is told by whom', async () => {
    await returned()
    expect((await bench.kept(bench.structure)).adresses).toMatchObject([{ courriel: ADDRESS }])
    expect((await look(bench.team)).suite).toBe('fait')
    expect(await look(bench.here)).toMatchObject({ suite: 'deja', par: 'Tess Lenoir', quoi: 'adresse vérifiée' })
    expect(await look(bench.team)).toEqual({ suite: 'sans-objet' })
    await returned()
    expect((await look(bench.here)).suite).toBe('fait')
  })

  test('that the sheet gives no more is forgotten', async () => {
    await returned()
    const base = flat((await bench.requests.accounts.structure(bench.structure.id)) as never) as never
    const patch = { courriel: 'nouvelle@collines.exemple.test' }
    expect(
      (
        await pushOne(
          bench.requests.core,
          bench.requests.alix,
          mutation('structure.update', bench.structure.id, { base, patch, base_ver: 2 }),
        )
      ).status,
    ).toBe('applied')
    expect((await bench.kept(bench.structure)).adresses).toEqual([])
  })
})
