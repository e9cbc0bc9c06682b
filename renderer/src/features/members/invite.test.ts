import { describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import fc from 'fast-check'
import { AT_ONCE, prepare, sendAll, without } from './invite.ts'

const ORDINARY = { siret: '12345678900012' }
const AGENCY = { siret: '13000548100010' }

describe('inviting several people at once', () => {
  it('sends good addresses once each, and tells the others', () => {
    const { ready, refused } = prepare('Camille@Exemple.test\ncamille@exemple.test; sans-arobase', ORDINARY)
    expect(ready).toEqual(['camille@exemple.test'])
    expect(refused.map(({ courriel }) => courriel)).toEqual(['sans-arobase'])
  })

  it('keeps an agency of France Travail to its own domains', () => {
    const { ready, refused } = prepare('a@francetravail.fr, b@exemple.test, c@POLE-EMPLOI.fr', AGENCY)
    expect(ready).toEqual(['a@francetravail.fr', 'c@pole-emploi.fr'])
    expect(refused.map(({ courriel }) => courriel)).toEqual(['b@exemple.test'])
    expect(prepare('b@exemple.test', { siret: null }).refused).toEqual([])
  })

  it('has an answer for each, and one refusal stops none', async () => {
    const progress: number[] = []
    const raison = new DoraError('compte-deja-rattache').message
    const results = await sendAll(
      ['a@exemple.test', 'b@exemple.test', 'c@exemple.test'],
      (some) =>
        Promise.resolve({
          faits: some.filter((address) => !address.startsWith('b')),
          refus: [{ courriel: 'b@exemple.test', raison }],
        }),
      (done) => progress.push(done),
    )
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(results[1]?.message).toBe(raison)
    expect(progress).toEqual([3])
  })

  it('goes on after a call that failed, and leaves nobody without an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 * AT_ONCE }),
        fc.array(fc.boolean(), { maxLength: 4 }),
        async (count, fails) => {
          const addresses = Array.from({ length: count }, (_, n) => `p${n}@exemple.test`)
          let call = 0
          const results = await sendAll(
            addresses,
            (some) => {
              expect(some.length).toBeLessThanOrEqual(AT_ONCE)
              return fails[call++] === true
                ? Promise.reject(new DoraError('compte-hors-ligne'))
                : Promise.resolve({ faits: some, refus: [] })
            },
            () => {},
          )
          expect(results.map(({ courriel }) => courriel)).toEqual(addresses)
          expect(results.every(({ ok }, at) => ok !== (fails[Math.floor(at / AT_ONCE)] === true))).toBe(true)
        },
      ),
    )
  })

  it('takes one address away, and leaves the rest to be read as it was', () => {
    expect(without('a@exemple.test b@exemple.test, pas une adresse', 'a@exemple.test')).toBe('b@exemple.test\npas une adresse')
  })
})
