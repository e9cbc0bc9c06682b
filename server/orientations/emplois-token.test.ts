import { describe, expect, test } from 'vitest'
import type { NouvelleDemande } from '#shared/orientation/model.ts'
import { type AccountBench, DAY_MS } from '#server/accounts/testing/bench.ts'
import { createEmploisTokens } from './emplois-token.ts'
import { openRequests, type RequestBench } from './testing/bench.ts'
import { BENEFICIARY, claimsOf, EMPLOIS_KEY, signed, unsigned } from './testing/emplois.ts'

/** The signed token that Les Emplois hand over: whom it is believed of, and what it is worth on a request. */

const NOW = Date.parse('2026-12-01T09:00:00Z')
const ALIX = { courriel: 'alix.fabre@exemple.test' }
const read = createEmploisTokens(EMPLOIS_KEY, () => NOW)
const HOUR = 3600_000

describe('a token', () => {
  test('of theirs gives the person, in our shapes, and who asked', async () => {
    const jeton = await signed(claimsOf(' Alix.Fabre@Exemple.TEST'), { until: NOW + HOUR })
    expect(await read(jeton, ALIX)).toEqual({
      personne: {
        nom: 'Ferrand',
        prenom: 'Noé',
        courriel: 'noe.ferrand@exemple.test',
        telephone: '0698765432',
        numero_france_travail: '12345678901',
      },
      donnees: expect.objectContaining({
        beneficiary_id: BENEFICIARY.uid,
        structure_name: 'PLIE de l’Exemple',
        structure_siret: '80000001600010',
        emplois_sync_uid: null,
      }),
    })
  })

  test.each([
    ['email', 'pas une adresse', 'courriel'],
    ['phone', '12', 'telephone'],
    ['france_travail_id', '123', 'numero_france_travail'],
    ['email', null, 'courriel'],
    ['phone', '', 'telephone'],
  ])('with %s %j leaves it to be typed', async (claim, value, field) => {
    const jeton = await signed(claimsOf(ALIX.courriel, { ...BENEFICIARY, [claim]: value }), { until: NOW + HOUR })
    expect(Object.keys((await read(jeton, ALIX))?.personne ?? {})).not.toContain(field)
  })

  const good = claimsOf(ALIX.courriel)
  const { prescriber, beneficiary } = good as { prescriber: object; beneficiary: object }
  test.each<[string, () => Promise<string> | string]>([
    ['past', () => signed(good, { until: NOW - 1_000 })],
    ['past by nothing', () => signed(good, { until: NOW })],
    ['without an end', () => signed(good, { until: null })],
    ['of another key', () => signed(good, { key: `${EMPLOIS_KEY}x`, until: NOW + HOUR })],
    ['of another algorithm', () => signed(good, { alg: 'HS512', key: EMPLOIS_KEY.repeat(2), until: NOW + HOUR })],
    ['unsigned', () => unsigned({ ...good, exp: Math.floor(NOW / 1000) + 600 }, 'none')],
    ['unsigned, said to be signed', () => unsigned({ ...good, exp: Math.floor(NOW / 1000) + 600 }, 'HS256')],
    ['for another person', () => signed(claimsOf('autre@exemple.test'), { until: NOW + HOUR })],
    ['for a person whose address begins so', () => signed(claimsOf(`${ALIX.courriel}.autre.test`), { until: NOW + HOUR })],
    ['without a prescriber', () => signed({ beneficiary }, { until: NOW + HOUR })],
    ['without a beneficiary', () => signed({ prescriber }, { until: NOW + HOUR })],
    ['of nobody', () => signed({ prescriber, beneficiary: { ...BENEFICIARY, last_name: '  ' } }, { until: NOW + HOUR })],
    [
      'with an identifier that is none',
      () => signed({ prescriber, beneficiary: { ...BENEFICIARY, uid: '12' } }, { until: NOW + HOUR }),
    ],
    ['cut', async () => (await signed(good, { until: NOW + HOUR })).slice(0, -4)],
    ['nothing', () => ''],
    ['not a token', () => 'a.b.c'],
  ])('%s is nothing', async (_, make) => {
    expect(await read(await make(), ALIX)).toBeNull()
  })

  test('changed by anyone is nothing', async () => {
    const jeton = await signed(good, { until: NOW + HOUR })
    const [head = '', body = '', tail = ''] = jeton.split('.')
    const other = Buffer.from(JSON.stringify({ ...claimsOf('autre@exemple.test'), exp: Math.floor(NOW / 1000) + 600 }))
    expect(await read([head, other.toString('base64url'), tail].join('.'), { courriel: 'autre@exemple.test' })).toBeNull()
    expect(await read([head, body, `${tail.slice(0, -2)}AA`].join('.'), ALIX)).toBeNull()
  })
})

describe('a request with a token', () => {
  const began = async (): Promise<{ readonly bench: RequestBench; readonly jeton: string }> => {
    let accounts: AccountBench | null = null
    const emplois = createEmploisTokens(EMPLOIS_KEY, () => accounts?.parts.now() ?? NOW)
    const bench = await openRequests({ parts: { emplois } })
    accounts = bench.accounts
    return { bench, jeton: await signed(claimsOf(bench.alix.courriel), { until: bench.contextNow() + HOUR }) }
  }

  test('is of the person it names, whatever was typed; what it does not say stays as typed', async () => {
    const { bench, jeton } = await began()
    const { personne } = bench.asked()
    const typed = { ...personne, nom: 'Autre', prenom: 'Quelqu’un', courriel: 'autre@exemple.test', telephone: '0600000000' }
    const { id, result } = await bench.send({
      jeton_emplois: jeton,
      personne: { ...typed, preferences: ['EMAIL'], autre_contact: 'Par sa sœur' },
    })
    expect(result.status).toBe('applied')
    const one = await bench.whole(id)
    expect(one).toMatchObject({
      source: 'DORA',
      personne: {
        nom: 'Ferrand',
        prenom: 'Noé',
        courriel: 'noe.ferrand@exemple.test',
        telephone: '0698765432',
        numero_france_travail: '12345678901',
        preferences: ['EMAIL'],
        autre_contact: 'Par sa sœur',
      },
      emplois: { beneficiary_id: BENEFICIARY.uid },
    })
    expect(JSON.stringify(one)).not.toMatch(/Quelqu|autre@exemple|0600000000/)
    const letters = await bench.accounts.letters()
    expect(letters.map(({ to }) => to)).toContain('noe.ferrand@exemple.test')
    // It was sent from here: letters are ours.
    expect(JSON.stringify(letters)).not.toContain('"marque":"emplois"')
  })

  test.each<[string, (bench: RequestBench, jeton: string) => Promise<Partial<NouvelleDemande>>]>([
    ['that is past', async (bench, jeton) => (bench.accounts.pass(2 * HOUR), { jeton_emplois: jeton })],
    [
      'of somebody else',
      async (bench) => ({ jeton_emplois: await signed(claimsOf(bench.bao.courriel), { until: bench.contextNow() + HOUR }) }),
    ],
    ['that is none', async () => ({ jeton_emplois: 'a.b.c' })],
    ['that is empty', async () => ({ jeton_emplois: '' })],
  ])('%s is refused whole: what was typed is not sent in its place', async (_, change) => {
    const { bench, jeton } = await began()
    const more = await change(bench, jeton)
    const { id, result } = await bench.send(more)
    expect(result).toMatchObject({ status: 'rejected', code: 'emplois.jeton' })
    expect(await bench.whole(id)).toBeNull()
    expect(await bench.accounts.letters()).toEqual([])
  })

  test('that was made is not asked for its token again', async () => {
    const { bench, jeton } = await began()
    const { id } = await bench.send({ jeton_emplois: jeton })
    bench.accounts.pass(DAY_MS)
    expect((await bench.send({ jeton_emplois: jeton }, bench.alix, id)).result.status).toBe('applied')
  })

  test('on a server that does not know their key is refused', async () => {
    const bench = await openRequests()
    const jeton_emplois = await signed(claimsOf(bench.alix.courriel), { until: bench.contextNow() + HOUR })
    expect((await bench.send({ jeton_emplois })).result.code).toBe('emplois.jeton')
  })
})
