import { expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { UNDO_MS } from '#shared/moderation/acts.ts'
import type { Fait } from '#shared/usage/event.ts'
import { createDeclaring } from './declare.ts'

/** A clock whose sleeps end when told. */
const opened = (fails = false) => {
  const sleeping: { readonly ms: number; readonly end: () => void }[] = []
  const kept: { readonly fait: Fait; readonly explicite: boolean }[] = []
  const failures: unknown[] = []
  const lost: string[] = []
  const { handlers, close } = createDeclaring({
    recordFait: async (fait, { explicite }) => {
      if (fails) throw new DoraError('ecriture-impossible')
      kept.push({ fait, explicite })
      return 'id'
    },
    clock: {
      now: () => 0,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          sleeping.push({ ms, end: resolve })
          signal?.addEventListener('abort', () => resolve())
        }),
    },
    log: (_, error) => failures.push(error),
    onLost: ({ code }) => void lost.push(code),
  })
  const pass = async (): Promise<void> => {
    for (const one of sleeping.splice(0)) one.end()
    // What was waiting for the clock goes on in turns of its own.
    for (let n = 0; n < 5; n++) await Promise.resolve()
  }
  return { handlers, close, pass, kept, failures, lost, sleeping }
}

const SAID = {
  thematiques: ['mobilite--preparer-un-permis', 'un mot tapé'],
  publics: ['jeunes', 'Alix Inventée'],
  lieu: { kind: 'commune', code: '59350' },
  raison: 'complet',
  recherche: null,
} as const
const said = { ...SAID, thematiques: [...SAID.thematiques], publics: [...SAID.publics] }

test('kept after ten seconds, as asked for, with codes of the référentiel alone', async () => {
  const { handlers, pass, kept, sleeping } = opened()
  await handlers['manques.declare'](said)
  expect([kept, sleeping.map(({ ms }) => ms)]).toEqual([[], [UNDO_MS]])
  await pass()
  expect(kept).toEqual([
    {
      fait: {
        type: 'sans-solution',
        thematiques: ['mobilite--preparer-un-permis'],
        publics: ['jeunes'],
        lieu: { commune: '59350', departement: '59' },
        raison: 'complet',
        recherche: null,
      },
      explicite: true,
    },
  ])
})

test('taken back in time, nothing is kept; later, it is too late', async () => {
  const { handlers, pass, kept } = opened()
  const { id } = await handlers['manques.declare'](said)
  expect(await handlers['manques.undo']({ id })).toEqual({ defait: true })
  await pass()
  expect([kept, await handlers['manques.undo']({ id })]).toEqual([[], { defait: false }])
})

test('closing keeps what was held, once; a disk that is full is logged, and told', async () => {
  const { handlers, close, pass, kept } = opened()
  await handlers['manques.declare'](said)
  await close()
  await pass()
  expect(kept).toHaveLength(1)
  const full = opened(true)
  await full.handlers['manques.declare'](said)
  await full.close()
  expect(full.failures).toHaveLength(1)
  expect(full.lost).toEqual(['ecriture-impossible'])
})

test.each([
  [
    { kind: 'code-postal', code: '59000' },
    { commune: null, departement: '59' },
  ],
  [
    { kind: 'departement', code: '2A' },
    { commune: null, departement: '2A' },
  ],
  [
    { kind: 'point', lat: 50, lon: 3, label: '1 rue de quelqu’un', commune: '59350' },
    { commune: '59350', departement: '59' },
  ],
  [
    { kind: 'region', code: '32' },
    { commune: null, departement: null },
  ],
  [null, { commune: null, departement: null }],
] as const)('%j is said as %j', async (lieu, told) => {
  const { handlers, close, kept } = opened()
  await handlers['manques.declare']({ ...said, lieu })
  await close()
  expect(kept.map(({ fait }) => fait)).toMatchObject([{ lieu: told }])
})
