import { beforeEach, describe, expect, test } from 'vitest'
import { Forbidden } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'
import { likeness } from './signals.ts'
import { dossierView } from '#server/moderation/dossier-view.ts'
import { createReference } from '#server/moderation/reference.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'
import { decideHeld } from './testing/decide.ts'

let bench: RequestBench
let team: User
beforeEach(async () => {
  bench = await openRequests({ validated: false })
  team = await bench.accounts.people.person({ role: 'administrateur' })
})
const parts = () => ({ ...bench.accounts.parts, publicUrl: () => PUBLIC_URL })
const decide = (by: User, decision: 'approuver' | 'rejeter', motif = '') =>
  decideHeld(parts(), by, bench.sender.id, { decision, motif })
/** In the dossier of the structure that sends. */
const heldFor = async (user: User) => {
  const { store, seal, now } = bench.accounts.parts
  const reference = createReference({ store, seal, now })
  return (await dossierView({ store, seal, now, reference }, user, { kind: 'structure', id: bench.sender.id })).retenues
}

describe('what is held', () => {
  test('is told to whoever moderates that structure, with signals and nothing of the person', async () => {
    await bench.send()
    const held = await heldFor(team)
    expect(held).toMatchObject({
      structure: { id: bench.sender.id, departement: '33' },
      orientations: [{ prescripteur: 'Alix Fabre' }],
    })
    expect(held?.orientations[0]?.signaux).toEqual([
      'L’auteur est seul dans sa structure.',
      'Le compte de l’auteur a moins de trois semaines.',
    ])
    const text = JSON.stringify(held)
    for (const word of ['Ravel', 'Inès', '0601020304']) expect(text).not.toContain(word)
    const here = await bench.accounts.people.person({ gestionnaire: true, departements: ['33'] })
    const elsewhere = await bench.accounts.people.person({ gestionnaire: true, departements: ['59'] })
    expect((await heldFor(here))?.orientations).toHaveLength(1)
    for (const one of [elsewhere, bench.alix]) await expect(heldFor(one)).rejects.toBeInstanceOf(Forbidden)
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
    expect((await bench.accounts.journal()).slice(-2)).toMatchObject([
      { action: 'orientation.rejetees', legal: true },
      { action: 'moderation.rejeter-demandes' },
    ])
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
