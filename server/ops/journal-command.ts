import { readJournal, verifyJournal } from '../accounts/journal.ts'
import type { ServerConfig } from '../config.ts'
import { openSealedStore, StartRefusal } from './open.ts'

const number = new Intl.NumberFormat('fr-FR')

/**
 * `journal`: the audit log, an entry a line; `journal verify`: reads the chain again. A server may be running meanwhile.
 * Rejects with StartRefusal when the chain is broken, so that a supervisor hears of it by the exit code.
 */
export const journal = async (
  config: ServerConfig,
  [what = 'list']: readonly string[],
  say: (line: string) => void,
): Promise<void> => {
  if (what !== 'list' && what !== 'verify')
    throw new StartRefusal('Il faut «\u202fjournal\u202f» ou «\u202fjournal verify\u202f».')
  const { store, seal } = await openSealedStore(config)
  try {
    await store.read(async (reader) => {
      if (what === 'list') {
        for await (const { n, le, action, acteur, objet, legal, details } of readJournal(reader, seal))
          say([n, le, action, acteur, `${objet.kind} ${objet.id}`, legal ? 'légal' : '', JSON.stringify(details)].join('\t'))
        return
      }
      const verdict = await verifyJournal(reader, seal)
      if (!verdict.intact)
        throw new StartRefusal(
          `Le journal a été modifié\u202f: l’entrée ${verdict.at} n’est pas celle que la chaîne annonce. Gardez la base telle quelle, et comparez-la à une sauvegarde.`,
        )
      say(
        `Journal intact\u202f: ${number.format(verdict.entries)} entrées, empreinte de fin ${verdict.end}. Comparez-la à celle du journal technique du serveur (« journal ») pour savoir si des entrées ont été ôtées de la fin.`,
      )
    })
  } finally {
    await store.close()
  }
}
