import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMPLOIS_PATH } from '#shared/orientation/emplois-code.ts'
import type { Item } from './evidence.ts'
import { deskItems, folderItems, serverItems, textItem } from './evidence.ts'
import { EMPLOIS_ADDRESSES } from './meant.ts'
import { opened, sealedOnly, type SealedFile } from './sealed.ts'
import { dataFolderOf, dumpOf, rowsOf } from './server.ts'
import { SEATED, type World } from './world.ts'

/** Everything that a world has left so far, to be searched. */

const isNotice = (shown: string): boolean => shown.startsWith('{"notice"') || shown.includes('"orientations.notice"')

const isOfEmplois = (line: string): boolean => line.startsWith(`GET ${EMPLOIS_PATH}/`) && !line.includes(' referer')

const metricsOf = async ({ recorder }: World): Promise<Item[]> => {
  try {
    return [textItem('serveur : mesures', 'metrics', [await (await fetch(`${recorder.origin}/metrics`)).text()])]
  } catch {
    // The server is not there.
    return []
  }
}

const postgresItems = async (url: string): Promise<Item[]> => {
  const tables = (await dumpOf(url)).map(({ table, lines }) => textItem('PostgreSQL : tables', table, lines))
  const folder = await dataFolderOf(url)
  try {
    return [...tables, ...(folder === null ? [] : folderItems(folder, 'PostgreSQL : fichiers', 'postgresql'))]
  } catch {
    // Another user's files, where whoever runs this may not look.
    return tables
  }
}

export const tracesOf = async (world: World): Promise<Item[]> => {
  const { home, desks, recorder } = world
  return [
    ...serverItems(home.folder),
    textItem('serveur : sorties', 'serveur', home.output),
    ...(await metricsOf(world)),
    ...(home.databaseUrl === null ? [] : await postgresItems(home.databaseUrl)),
    ...SEATED.flatMap((seat) => {
      const { folder, output, shown } = desks[seat]
      return [
        ...deskItems(folder, `poste ${seat}`),
        textItem('poste : sorties', `poste ${seat}`, output),
        textItem('poste : notifications', `poste ${seat}`, shown.filter(isNotice)),
        textItem(
          'poste : événements',
          `poste ${seat}`,
          shown.filter((one) => !isNotice(one)),
        ),
      ]
    }),
    textItem(
      'réseau : adresses',
      'adresses',
      recorder.lines.filter((line) => !isOfEmplois(line)),
    ),
    textItem('réseau : adresses', EMPLOIS_ADDRESSES, recorder.lines.filter(isOfEmplois)),
  ]
}

const sealedFiles = (folder: string): SealedFile[] => {
  try {
    return readdirSync(join(folder, 'pieces'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => ({ nom: name, bytes: readFileSync(join(parentPath, name)) }))
  } catch {
    // No file was ever sent.
    return []
  }
}

/** What the server's own key opens of its rows, by kind, and of its files. */
export const openedOf = async ({
  home,
  key,
}: World): Promise<{ readonly rows: ReadonlyMap<string, Buffer>; readonly files: Buffer }> => {
  const rows = Map.groupBy(sealedOnly(await rowsOf(home)), ({ kind }) => kind)
  return {
    rows: new Map([...rows].map(([kind, of]) => [kind, opened(key, of)])),
    files: opened(key, [], sealedFiles(home.folder)),
  }
}
