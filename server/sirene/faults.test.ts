import { describe, expect, test } from 'vitest'
import { createSirene } from './client.ts'
import { SIRENE_NONE, SireneUnreachable } from './sirene.ts'
import { sireneBench } from './testing/bench.ts'
import { SIRETS } from './testing/invented.ts'
import { RETRY_AFTER_S, type StandInMode } from './testing/stand-in.ts'

const { register, open, pass, waits } = sireneBench()

describe('out of order', () => {
  const faults: readonly (readonly [StandInMode, string])[] = [
    ['down', 'reseau'],
    ['slow', 'delai'],
    ['stuck', 'delai'],
    ['garbled', 'reponse'],
    ['other', 'reponse'],
    ['portal', 'reponse'],
    ['redirect', 'reponse'],
    ['limited', 'limite'],
    ['error', 'reponse'],
    ['endless', 'reponse'],
  ]
  test.each(faults)('%s: said as such (%s), never as « none », and asked again next time', async (mode, code) => {
    // Short only where no answer is to come.
    const sirene = open(code === 'delai' ? { timeoutMs: 100 } : {})
    register().setMode(mode)
    await expect(sirene.search({ q: 'mission locale' })).rejects.toMatchObject({ name: 'SireneUnreachable', code })
    const error: unknown = await sirene.bySiret(SIRETS.mission).catch((failed: unknown) => failed)
    expect(error).toBeInstanceOf(SireneUnreachable)
    expect(String((error as Error).stack)).not.toContain(SIRETS.mission)
    expect(register().asked.some((path) => path.startsWith('/portail'))).toBe(false)
    register().setMode('normal')
    pass(60_000)
    expect(await sirene.bySiret(SIRETS.mission)).not.toBeNull()
  })

  test('asked to wait, it is left alone for as long as it says', async () => {
    const sirene = open()
    register().setMode('limited')
    await expect(sirene.search({ q: 'mission' })).rejects.toMatchObject({ code: 'limite' })
    register().setMode('normal')
    pass(RETRY_AFTER_S * 1_000 - 5_001)
    await expect(sirene.search({ q: 'mission' })).rejects.toMatchObject({ code: 'limite' })
    expect(register().asked).toHaveLength(1)
    // What is left is no longer than people wait.
    pass(1)
    expect(await sirene.search({ q: 'mission' })).toHaveLength(1)
    expect(waits()).toEqual([5_000])
  })

  test('a server that is not there, and a server that asks no register', async () => {
    const { url } = register()
    await register().close()
    await expect(createSirene({ base: url }).search({ q: 'mission' })).rejects.toMatchObject({ code: 'reseau' })
    await expect(SIRENE_NONE.bySiret(SIRETS.mission)).rejects.toMatchObject({ code: 'absent' })
    await expect(SIRENE_NONE.search({ q: 'mission' })).rejects.toBeInstanceOf(SireneUnreachable)
  })
})

describe('sparing the register', () => {
  test('the same question is asked once in five minutes, and once at a time', async () => {
    const sirene = open()
    const [one, two] = await Promise.all([sirene.bySiret(SIRETS.mission), sirene.bySiret(SIRETS.mission)])
    expect(one).toEqual(two)
    await sirene.bySiret(SIRETS.mission)
    await sirene.bySiret(SIRETS.personne)
    await sirene.bySiret(SIRETS.personne)
    expect(register().asked).toHaveLength(2)
    pass(5 * 60_000)
    await sirene.bySiret(SIRETS.mission)
    expect(register().asked).toHaveLength(3)
  })

  test('six questions a second; those that would wait for more than five seconds are refused at once', async () => {
    const waiting: (() => void)[] = []
    // Nobody's turn comes until it is told.
    const sirene = open({
      wait: (ms) => {
        waits().push(ms)
        return new Promise((resolve) => waiting.push(resolve))
      },
    })
    const all = Array.from({ length: 40 }, (_, at) =>
      sirene.search({ q: `mot${at}` }).then(
        () => 'answered',
        () => 'refused',
      ),
    )
    // The last are refused without having waited.
    expect(await Promise.all(all.slice(36))).toEqual(['refused', 'refused', 'refused', 'refused'])
    await Promise.all(all.slice(0, 6))
    expect(register().asked).toHaveLength(6)
    expect(waits()).toEqual([1, 2, 3, 4, 5].flatMap((second) => Array.from({ length: 6 }, () => second * 1_000)))
    for (const go of waiting) go()
    expect(new Set(await Promise.all(all.slice(0, 36)))).toEqual(new Set(['answered']))
    expect(register().asked).toHaveLength(36)
    pass(60_000)
    await sirene.search({ q: 'mission' })
    expect(waits()).toHaveLength(30)
  })
})
