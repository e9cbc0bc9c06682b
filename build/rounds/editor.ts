import type { Random } from '../sim/random.ts'
import { type Row, openSession, push, rename, type Rows } from './client.ts'
import { EDITOR, firstName, SERVICES, serviceId } from './server-process.ts'
import { until } from './wait.ts'

const LETTERS = 'abcdefghij'
/** One word a search takes for what it is, and that no other looks like. */
const wordOf = (n: number): string => `zq${[...String(n)].map((digit) => LETTERS[Number(digit)]).join('')}zq`

type Known = { readonly nom: string; readonly ver: number }

const MOST_AT_ONCE = 3

/**
 * Someone who edits the catalogue through the protocol, and sends the same push again until it is answered. What was answered
 * must stay, once: every change raises the version of its row by one.
 */
export const createEditor = (origin: string, random: Random) => {
  const known = new Map<string, Known>(Array.from({ length: SERVICES }, (_, n) => [serviceId(n), { nom: firstName(n), ver: 1 }]))
  let token: string | null = null
  let edits = 0
  let answered = 0
  let retries = 0
  let last: string | null = null

  const signedIn = async (): Promise<string> => (token ??= await openSession(origin, EDITOR))

  const edit = async (): Promise<void> => {
    const ids = new Set(Array.from({ length: 1 + random.int(MOST_AT_ONCE) }, () => serviceId(random.int(SERVICES))))
    const mutations = [...ids].map((id) => {
      const { nom, ver } = known.get(id) as Known
      return rename(id, ver, nom, `Atelier ${wordOf(++edits)}`)
    })
    await until('a push', async () => {
      try {
        const { results } = await push(origin, await signedIn(), { proto: 1, client_id: 'c-editor', mutations })
        for (const mutation of mutations) {
          const { id } = mutation.key
          const result = results.find(({ mut_id }) => mut_id === mutation.mut_id)
          const ver = (known.get(id) as Known).ver + 1
          if (result?.status !== 'applied' || result.ver !== ver)
            throw new Refused(`${id}: ${result?.status} ${result?.code ?? ''}, version ${result?.ver}, not ${ver}`)
          known.set(id, { nom: String(mutation.patch['nom']), ver })
          last = id
          answered += 1
        }
        return null
      } catch (error) {
        if (error instanceof Refused) throw error
        retries += 1
        return String(error)
      }
    })
  }

  return {
    edit,
    answered: () => answered,
    /** Pushes that were sent again, their answer lost. */
    retries: () => retries,
    /** Name given by the last edit answered, and the word of it that nothing else has. */
    last: (): { readonly nom: string; readonly word: string } | null => {
      const nom = last === null ? null : (known.get(last) as Known).nom
      return nom === null ? null : { nom, word: nom.slice(nom.indexOf(' ') + 1) }
    },
    /** What the server has that was not answered, or lacks that was; null when all is there, once. */
    differs: (rows: Rows): string | null => {
      for (const [id, { nom, ver }] of known) {
        const row: Row | undefined = rows.get(`service ${id}`)
        if (row === undefined) return `${id} is gone`
        if (row.ver !== ver || row.doc['nom'] !== nom)
          return `${id} is «${String(row.doc['nom'])}» ${row.ver}, not «${nom}» ${ver}`
      }
      return null
    },
  }
}
export type Editor = ReturnType<typeof createEditor>

/** An answer that is not the one due: no retry mends it. */
class Refused extends Error {}
