import { beforeEach, describe, expect, test } from 'vitest'
import { emptyDossier } from '#shared/moderation/dossier.ts'
import { seal } from '#server/accounts/testing/bench.ts'
import { inviteFirstAdmin } from '#server/accounts/first-admin.ts'
import { removeAnyAccount } from '#server/accounts/administration.ts'
import { createMailer } from '#server/mail/mailer.ts'
import { sendQueued } from '#server/mail/send.ts'
import { smtpTransport } from '#server/mail/smtp.ts'
import { startSmtp } from '#server/mail/testing/smtp.ts'
import { queueMail } from '#server/mail/queue.ts'
import { createServerLog } from '#server/ops/log.ts'
import { mutation, pushOne } from '#server/sync/testing.ts'
import { dossierOf, putDossier } from './dossier.ts'
import { letterReturned } from './dossier-returned.ts'
import { type DossierBench, openDossiers, statuer } from './testing/dossiers.ts'

let bench: DossierBench
beforeEach(async () => {
  bench = await openDossiers()
})

describe('a dossier', () => {
  test('is sealed, and in no feed', async () => {
    const { store } = bench.requests
    await bench.act(bench.team, bench.structure, { geste: 'noter', note: 'Une note entre nous.' })
    const row = await store.read((reader) => reader.entity({ kind: 'dossier', id: `structure/${bench.structure.id}` }))
    expect(row).toMatchObject({ scopes: [], parent: null })
    expect(row?.doc).not.toContain('entre nous')
  })

  test('keeps its last five hundred decisions', async () => {
    const { store } = bench.requests
    const decision = {
      le: '2026-12-01T09:00:00.000Z',
      user_id: 'u',
      nom: 'n',
      geste: 'noter',
      avant: null,
      apres: null,
      texte: '',
    } as const
    const decisions = Array.from({ length: 503 }, (_, n) => ({ ...decision, id: `d-${n}` }))
    await store.write((writer) => putDossier(writer, seal, { ...emptyDossier(bench.structure), decisions }))
    const { dossier } = await store.read((reader) => dossierOf(reader, seal, bench.structure))
    expect([dossier.decisions.length, dossier.decisions[0]?.id]).toEqual([500, 'd-3'])
  })

  test('goes with its sheet', async () => {
    await bench.act(bench.team, bench.receiver, { geste: 'noter', note: 'Vue.' })
    const { accounts, core } = bench.requests
    const alone = await accounts.people.structure()
    const cible = { kind: 'structure', id: alone.id } as const
    await bench.act(bench.team, cible, { geste: 'noter', note: 'Vue.' })
    const removal = { base: alone as never, base_ver: 1 }
    expect((await pushOne(core, bench.team, mutation('structure.remove', alone.id, removal))).status).toBe('applied')
    expect(await bench.kept(cible)).toEqual(emptyDossier(cible))
    expect((await bench.kept(bench.receiver)).decisions).toHaveLength(1)
  })

  test('names no moderator whose account is no more', async () => {
    await bench.act(bench.other, bench.structure, statuer('VALIDATED', 'Vue.'))
    await bench.act(bench.other, bench.structure, { geste: 'prendre', quand_meme: false })
    await removeAnyAccount(bench.requests.accounts.parts, bench.team, bench.other.id)
    const { decisions, valide, prise } = await bench.kept(bench.structure)
    expect(decisions).toMatchObject([{ user_id: '', nom: 'Compte supprimé', apres: 'VALIDATED' }])
    expect([valide?.user_id, prise]).toEqual(['', null])
  })
})

describe('what is done elsewhere', () => {
  test('a first administrator who is invited', async () => {
    const { accounts } = bench.requests
    const structure = await accounts.people.structure()
    await inviteFirstAdmin(accounts.parts, bench.here, { siret: String(structure.siret), courriel: 'premiere@exemple.test' })
    const { invite_le } = await bench.kept({ kind: 'structure', id: structure.id })
    expect(invite_le).toBe(new Date(bench.requests.contextNow()).toISOString())
  })

  test.each([
    ['approuver-demandes', 'VALIDATED'],
    ['rejeter-demandes', 'NEED_NEW_MODERATION'],
  ] as const)('requests that are held: %s', async (geste, apres) => {
    await bench.requests.send()
    await bench.act(
      bench.team,
      bench.structure,
      geste === 'approuver-demandes' ? { geste } : { geste, motif: 'Fausse structure.' },
    )
    const { decisions, valide } = await bench.kept(bench.structure)
    expect(decisions).toMatchObject([{ geste, avant: 'NEED_INITIAL_MODERATION', apres, demandes: 1, nom: 'Tess Lenoir' }])
    expect(decisions[0]?.vu).toEqual(await bench.seen(bench.structure))
    expect(valide !== null).toBe(geste === 'approuver-demandes')
  })
})

describe('a letter that came back', () => {
  const ADDRESS = 'accueil@garage.exemple.test'
  /** Sends what waits, through a mail server that refuses every address, or that is stopped. */
  const sendAll = async (to: 'refused' | 'unreachable') => {
    const { store, contextNow: now } = bench.requests
    const smtp = await startSmtp({ recipient: () => 550 })
    if (to === 'unreachable') await smtp.stop()
    await sendQueued({
      store,
      seal,
      mailer: createMailer({ transport: smtpTransport(smtp.url), from: { name: 'DORA', address: 'dora@exemple.test' } }),
      now,
      log: createServerLog('info', { write: () => {} }),
      onReturned: (writer, letter) => letterReturned({ writer, seal, now: now() }, letter),
    })
    if (to === 'refused') await smtp.stop()
  }
  const addresses = async () => (await bench.kept(bench.service)).adresses.map(({ courriel }) => courriel)

  test('is told in the dossier of the sheet that gives this address: a request’s', async () => {
    bench = await openDossiers({ validated: true })
    await bench.requests.send()
    await sendAll('refused')
    expect(await addresses()).toEqual([ADDRESS])
    expect((await bench.kept(bench.receiver)).adresses).toEqual([])
  })

  test('from any letter to it; twice is once; a server that cannot be reached says nothing of it', async () => {
    const { store, contextNow: now } = bench.requests
    const letter = (to: string) =>
      store.write((writer) =>
        queueMail(writer, seal, { to, template: { kind: 'acces-refuse', structure: 'x' }, fiche: bench.service }, now()),
      )
    await letter('Accueil@Garage.exemple.test')
    for (let day = 0; day <= 4; day += 1) {
      await sendAll('unreachable')
      bench.requests.accounts.pass(24 * 3600_000)
    }
    expect([await addresses(), await bench.requests.accounts.letters()]).toEqual([[], []])
    await letter(ADDRESS)
    // To what the sheet does not give, or no more.
    await letter('ancienne@garage.exemple.test')
    bench.requests.accounts.pass(3600_000)
    await sendAll('refused')
    expect(await addresses()).toEqual([ADDRESS])
  })
})
