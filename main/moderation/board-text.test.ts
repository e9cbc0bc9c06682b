import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Board } from '#shared/moderation/board.ts'
import { readBoard } from './board-text.ts'
import { boardLine } from './testing/board.ts'

/** As the server writes it (server/moderation/board.ts). */
const written = ({ version, lignes }: Board): Buffer =>
  Buffer.from(`{"version":${JSON.stringify(version)},"lignes":[\n${lignes.map((one) => JSON.stringify(one)).join(',\n')}\n]}`)

const line = fc
  .record({
    id: fc.string(),
    nom: fc.string({ unit: 'binary' }),
    resume: fc.constantFrom('', '],\n[', '\n]}', 'é'.repeat(40_000)),
  })
  .map(({ id, ...over }) => boardLine(id, { ...over, nom: over.nom.toWellFormed() }))

it('is read as it was written, whatever its length, a line each or in one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 30 }), fc.array(line, { maxLength: 30 }), async (version, lignes) => {
      const board = { version, lignes }
      expect(await readBoard(written(board))).toEqual(board)
      expect(await readBoard(Buffer.from(JSON.stringify(board)))).toEqual(board)
    }),
    { numRuns: 40 },
  )
})

it('that was cut, or says what no board says, is told nothing of', async () => {
  const whole = written({ version: '1', lignes: [boardLine('a'), boardLine('b'), boardLine('c')] })
  const cut = Array.from({ length: 40 }, (_, n) => whole.subarray(0, Math.floor((whole.length * n) / 40)))
  const odd = [{ ...boardLine('x'), etat: 'inconnu' }, 7].map((one) =>
    written({ version: '1', lignes: [boardLine('a'), one as never] }),
  )
  for (const bytes of [...cut, ...odd, Buffer.from('null')])
    await expect(readBoard(bytes).then(({ lignes }) => lignes.length)).rejects.toMatchObject({ code: 'sync-reponse-illisible' })
})
