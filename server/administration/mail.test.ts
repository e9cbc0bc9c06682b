import { expect, test } from 'vitest'
import { masked } from '#shared/administration/courrier.ts'
import { openAccounts, outcome } from '../accounts/testing/bench.ts'
import { forgetGivenUp, GIVEN_UP_KEPT_MS, givenUpMail, rewrite, waitingMail } from '../mail/queue.ts'
import { HELD_MS, type SendParts } from '../mail/send.ts'
import { ALICE, BRUNO, HOUR_MS, linkMail, mailBenches, MINUTE_MS, refusedMail, seal } from '../mail/testing/bench.ts'
import { undelivered } from '../orientations/acts-server.ts'
import { openRequests } from '../orientations/testing/bench.ts'
import { createSeal } from '../sync/seal.ts'
import { dropLetter, letterAddress, mailFor, retryLetter } from './mail.ts'

/** What waits, what failed and why; sent again or dropped, by the team alone, and journalled. */

const { start } = mailBenches()

const scene = async (statuses: Record<string, number>) => {
  const mail = await start({ recipient: (address) => statuses[address] ?? null })
  const bench = await openAccounts({ store: mail.store })
  const team = await bench.people.person({ role: 'administrateur' })
  const someone = await bench.people.person()
  const parts = { ...bench.parts, now: mail.parts.now }
  return { mail, bench, team, someone, parts, seen: () => mailFor(parts, team) }
}

test('masked: enough to know where it goes', () => {
  expect(masked('alice@exemple.test')).toBe('a…@exemple.test')
  expect(masked('pas une adresse')).toBe('…')
})

test('what is put off says why, then leaves when it is asked to, and the day counts it', async () => {
  const statuses: Record<string, number> = { [ALICE]: 450 }
  const { mail, bench, team, parts, seen } = await scene(statuses)
  await mail.queue(refusedMail(ALICE), refusedMail(BRUNO))
  expect((await seen()).lettres).toMatchObject([{ etat: 'attente', essais: 0, echec: null }, { etat: 'attente' }])
  await mail.send()
  const [letter] = (await seen()).lettres
  expect(await seen()).toMatchObject({
    total: 1,
    illisibles: 0,
    lettres: [
      {
        sujet: 'acces-refuse',
        destinataire: 'a…@exemple.test',
        etat: 'differee',
        essais: 1,
        echec: { sort: 'later', statut: 450 },
      },
    ],
    jours: [{ jour: '2026-11-23', sujets: [{ sujet: 'acces-refuse', envoyees: 1, abandonnees: 0 }] }],
  })
  delete statuses[ALICE]
  // Not before its hour, unless someone asks.
  expect(await mail.send()).toMatchObject({ sent: 0 })
  await retryLetter(parts, team, letter?.id ?? '')
  expect(await mail.send()).toMatchObject({ sent: 1 })
  expect(await seen()).toMatchObject({ total: 0, jours: [{ sujets: [{ envoyees: 2 }] }] })
  expect((await bench.journal()).map(({ action, objet, details }) => [action, objet.kind, details])).toEqual([
    ['courrier.reessaye', 'courrier', { sujet: 'acces-refuse' }],
  ])
  expect(await outcome(retryLetter(parts, team, letter?.id ?? ''))).toBe('lettre-partie')
})

test('what was given up stays for a week, may be sent again, and is then forgotten', async () => {
  const statuses: Record<string, number> = { [ALICE]: 550, [BRUNO]: 550 }
  const { mail, team, parts, seen } = await scene(statuses)
  await mail.queue(refusedMail(ALICE), refusedMail(BRUNO), linkMail(ALICE))
  expect(await mail.send()).toMatchObject({ givenUp: 3 })
  const { lettres, jours } = await seen()
  // A link is counted, and never kept.
  expect(lettres.map(({ sujet }) => sujet)).toEqual(['acces-refuse', 'acces-refuse'])
  expect(jours[0]?.sujets).toContainEqual({ sujet: 'lien-connexion', envoyees: 0, abandonnees: 1 })
  expect(lettres.map(({ etat, echec }) => [etat, echec?.sort, echec?.statut])).toEqual(
    lettres.map(() => ['abandonnee', 'refused', 550]),
  )
  expect(await mail.send()).toMatchObject({ sent: 0, givenUp: 0 })
  delete statuses[BRUNO]
  const bruno = lettres.find(({ destinataire }) => destinataire.startsWith('b'))
  await retryLetter(parts, team, bruno?.id ?? '')
  expect(await mail.send()).toMatchObject({ sent: 1 })
  mail.pass(GIVEN_UP_KEPT_MS - HOUR_MS)
  expect(await forgetGivenUp(mail.store, parts.seal, parts.now())).toBe(0)
  mail.pass(HOUR_MS + MINUTE_MS)
  // Of another key: nobody can tell how old they are.
  expect(await forgetGivenUp(mail.store, createSeal(new Uint8Array(32).fill(9)), parts.now())).toBe(0)
  expect(await forgetGivenUp(mail.store, parts.seal, parts.now())).toBe(1)
  expect((await seen()).lettres).toEqual([])
})

test('an address is shown to whoever of the team asks, and the journal says so without it; nobody else may anything', async () => {
  const { mail, bench, team, someone, parts, seen } = await scene({})
  await mail.queue(refusedMail(ALICE))
  const id = (await seen()).lettres[0]?.id ?? ''
  expect(await letterAddress(parts, team, id)).toEqual({ courriel: ALICE })
  expect(JSON.stringify(await bench.journal())).not.toContain('alice')
  for (const act of [mailFor(parts, someone), letterAddress(parts, someone, id), dropLetter(parts, someone, id)])
    expect(await outcome(act)).toBe('interdit')
  await dropLetter(parts, team, id)
  expect(await mail.send()).toMatchObject({ sent: 0 })
  expect((await bench.journal()).map(({ action }) => action)).toEqual(['courrier.ouvert', 'courrier.abandonne'])
})

test('one that may be on its way is not sent again before it is known', async () => {
  const { mail, team, parts, seen } = await scene({})
  await mail.queue(refusedMail(ALICE))
  const { waiting } = await mail.store.read((reader) => waitingMail(reader, parts.seal))
  const [letter] = waiting
  if (letter === undefined) throw new Error('no letter')
  // As it is written once the mail server has all of it but its end, by a process that says no more.
  await rewrite(mail.store, parts.seal, letter, { ...letter.mail, remis_le: parts.now(), next_at: parts.now() + HOUR_MS })
  await retryLetter(parts, team, letter.id)
  expect(await mail.send()).toMatchObject({ sent: 0 })
  expect((await seen()).lettres[0]?.suite_le).toBe(new Date(parts.now() + HELD_MS).toISOString())
  mail.pass(HELD_MS)
  expect(await mail.send()).toMatchObject({ sent: 1 })
})

test('the letter of a request that is taken away is told to whoever sent the request, once', async () => {
  const bench = await openRequests()
  const { parts, people } = bench.accounts
  const team = await people.person({ role: 'administrateur' })
  const { id } = await bench.send()
  const { waiting } = await bench.store.read((reader) => waitingMail(reader, parts.seal))
  const letters = waiting.filter(({ mail }) => mail.suivi === id)
  expect(letters.length).toBeGreaterThan(0)
  for (const letter of letters) await dropLetter(parts, team, letter.id)
  const one = await bench.whole(id)
  expect(one?.non_remise_le).toBeDefined()
  expect(one?.evenements.filter(({ quoi }) => quoi === 'non-remise')).toHaveLength(letters.length)
})

test('the letter of a request that leaves again is no more said to have been lost', async () => {
  const mail = await start({ recipient: () => 550 })
  const bench = await openRequests({ store: mail.store })
  const { parts, people } = bench.accounts
  const team = await people.person({ role: 'administrateur' })
  const { id } = await bench.send()
  const onGivenUp: SendParts['onGivenUp'] = (writer, letter) => undelivered({ writer, seal, now: mail.parts.now() }, letter)
  const lost = async () => (await bench.whole(id))?.non_remise_le !== undefined
  mail.pass(365 * 24 * HOUR_MS)
  await mail.send({ onGivenUp })
  expect(await lost()).toBe(true)
  const { waiting } = await mail.store.read((reader) => givenUpMail(reader, seal))
  const letter = waiting.find(({ mail: { suivi } }) => suivi === id)
  await retryLetter(parts, team, letter?.id ?? '')
  expect(await lost()).toBe(false)
  await mail.send({ onGivenUp })
  expect(await lost()).toBe(true)
})
