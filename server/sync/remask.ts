import type { Service } from '#shared/catalogue/record.ts'
import { isPublished } from '#shared/sync/scope.ts'
import type { IngestParts } from './ingest/ingest.ts'
import { putService, recordOf } from './commands/catalogue-rows.ts'
import { splitContact } from './commands/contact.ts'
import { CONTACTS_APART } from './settings.ts'

const CHUNK = 500

/**
 * A store of before contacts were put apart holds them in its public rows, and listings that are not published beside the others.
 * Once, before anyone is answered: these rows are written again as they are now, in a new history, so that no snapshot and no desk
 * goes on with the former ones. Answers how many; 0 when it was done already.
 */
export const remask = async ({ store, seal }: IngestParts): Promise<number> => {
  if ((await store.read((reader) => reader.setting(CONTACTS_APART))) === '1') return 0
  const told = await store.read(async (reader) => {
    const ids: string[] = []
    for await (const entity of reader.scan('service')) {
      const doc = recordOf(entity)
      if (doc === null) continue
      const open = entity.scopes.some((scope) => scope.startsWith('cat:'))
      if (splitContact(doc).contact !== null || (open && !isPublished(doc as unknown as Service))) ids.push(entity.id)
    }
    return ids
  })
  for (let from = 0; from < told.length; from += CHUNK) {
    await store.write(async (writer) => {
      for (const id of told.slice(from, from + CHUNK)) {
        const doc = recordOf(await writer.entity({ kind: 'service', id }))
        if (doc !== null) await putService(writer, seal, doc)
      }
    })
  }
  if (told.length > 0) await store.newEpoch()
  await store.write((writer) => writer.setSetting(CONTACTS_APART, '1'))
  return told.length
}
