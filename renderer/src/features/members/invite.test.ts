import { describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { prepare, sendAll } from './invite.ts'

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

  it('has an answer for each, and stops at none', async () => {
    const progress: number[] = []
    const results = await sendAll(
      ['a@exemple.test', 'b@exemple.test', 'c@exemple.test'],
      (address) => (address.startsWith('b') ? Promise.reject(new DoraError('compte-deja-rattache')) : Promise.resolve(undefined)),
      (done) => progress.push(done),
    )
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(results[1]?.message).toBe(new DoraError('compte-deja-rattache').message)
    expect(progress).toEqual([1, 2, 3])
  })
})
