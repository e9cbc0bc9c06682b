import { beforeEach, describe, expect, test } from 'vitest'
import { Forbidden } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'
import { decideHeld, heldFor } from './decide.ts'
import { likeness } from './signals.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'

let bench: RequestBench
let team: User
beforeEach(async () => {
  bench = await openRequests({ validated: false })
  team = await bench.accounts.people.person({ role: 'administrateur' })
})
const parts = () => ({ ...bench.accounts.parts, publicUrl: () => PUBLIC_URL })
const decide = (by: User, decision: 'approuver' | 'rejeter', motif = '') =>
  decideHeld(parts(), by, bench.sender.id, { decision, motif })

describe('what is held', () => {
  test('is told to whoever moderates that structure, with signals and nothing of the person', async () => {
    await bench.send()
    const held = await heldFor(parts(), team)
    expect(held).toMatchObject([
      { structure: { id: bench.sender.id, departement: '33' }, orientations: [{ prescripteur: 'Alix Fabre' }] },
    ])
    expect(held[0]?.orientations[0]?.signaux).toEqual([
      'L’auteur est seul dans sa structure.',
      'Le compte de l’auteur a moins de trois semaines.',
    ])
    const text = JSON.stringify(held)
    for (const word of ['Ravel', 'Inès', '0601020304']) expect(text).not.toContain(word)
    const here = await bench.accounts.people.person({ gestionnaire: true, departements: ['33'] })
    const elsewhere = await bench.accounts.people.person({ gestionnaire: true, departements: ['59'] })
    expect(await heldFor(parts(), here)).toHaveLength(1)
    expect(await heldFor(parts(), elsewhere)).toEqual([])
    await expect(heldFor(parts(), bench.alix)).rejects.toBeInstanceOf(Forbidden)
  })

  test('approved: the structure is validated and everything leaves; a second click does nothing', async () => {
    const ids = [(await bench.send()).id, (await bench.send()).id]
    await bench.accounts.letters()
    expect(await decide(team, 'approuver')).toEqual({ orientations: 2 })
    for (const id of ids) expect((await bench.whole(id))?.etat).toBe('OUVERTE')
    expect((await bench.accounts.structure(bench.sender.id))?.dora?.moderation_status).toBe('VALIDATED')
    expect((await bench.accounts.letters()).filter(({ to }) => to === 'accueil@garage.exemple.test')).toHaveLength(2)
    expect(await decide(team, 'approuver')).toEqual({ orientations: 0 })
    expect(await decide(team, 'rejeter', 'Fausse structure.')).toEqual({ orientations: 0 })
    expect((await bench.accounts.user(bench.alix))?.actif).toBe(true)
  })

  test('rejected: with a reason, by the team; accounts of that structure alone are closed', async () => {
    const { id } = await bench.send()
    const elsewhere = await bench.accounts.people.person()
    await bench.accounts.people.belongs(elsewhere, bench.receiver)
    await bench.accounts.people.belongs(elsewhere, bench.sender)
    const invited = await bench.accounts.people.person()
    await bench.accounts.people.belongs(invited, bench.sender, 'invitation')
    await bench.accounts.letters()
    const manager = await bench.accounts.people.person({ gestionnaire: true, departements: ['33'] })
    await expect(decide(team, 'rejeter')).rejects.toMatchObject({ motif: 'motif-absent' })
    await expect(decide(manager, 'rejeter', 'Fausse structure.')).rejects.toBeInstanceOf(Forbidden)
    await expect(decide(bench.alix, 'approuver')).rejects.toBeInstanceOf(Forbidden)
    expect(await decide(team, 'rejeter', 'Fausse structure.')).toEqual({ orientations: 1 })
    expect((await bench.whole(id))?.etat).toBe('MODÉRATION_REJETÉE')
    expect((await bench.accounts.letters()).map(({ to }) => to).sort()).toEqual(
      [bench.alix.courriel, elsewhere.courriel, invited.courriel].sort(),
    )
    const open = async (user: User) => (await bench.accounts.user(user))?.actif
    expect(await Promise.all([bench.alix, elsewhere, invited].map(open))).toEqual([false, true, true])
    for (const user of [bench.alix, elsewhere, invited]) expect(await bench.accounts.membership(user, bench.sender)).toBeNull()
    expect((await bench.accounts.journal()).at(-1)).toMatchObject({ action: 'orientation.rejetees', legal: true })
  })

  test('a gestionnaire approves in their territory', async () => {
    await bench.send()
    const manager = await bench.accounts.people.person({ gestionnaire: true, departements: ['33'] })
    expect(await decide(manager, 'approuver')).toEqual({ orientations: 1 })
  })
})

test.each([
  ['Fabre', 'fabré', 1],
  ['Fabre', 'Fabres', 0.8],
  ['Fabre', 'Morel', 0],
  ['', '', 0],
])('%s and %s are alike', (a, b, least) => {
  expect(likeness(a, b)).toBeGreaterThanOrEqual(least)
  expect(likeness(a, b)).toBe(likeness(b, a))
})
