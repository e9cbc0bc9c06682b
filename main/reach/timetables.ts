import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, renameSync, writeFileSync, appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { DoraError } from '#shared/errors.ts'
import { Reseau } from '#shared/contract/portee.ts'
import { GTFS_MAX_BYTES } from './gtfs.ts'
import type { Summary } from './transit.ts'

const Meta = Reseau.omit({ id: true, valable: true })
const [META, ZIP, COMING] = ['reseau.json', 'gtfs.zip', 'arrive-']
const NAME = /^[0-9a-f-]{36}$/

type Upload = { readonly nom: string; readonly taille: number; readonly folder: string; recu: number }

/**
 * The timetables of this desk, one folder each: the file as it came, and what it is. A folder is filled beside the others and renamed
 * once it was read whole: what fails changes nothing.
 */
export const createTimetables = (folder: string, today: () => string) => {
  const uploads = new Map<string, Upload>()
  const drop = (id: string): void => {
    const upload = uploads.get(id)
    uploads.delete(id)
    if (upload !== undefined) rmSync(upload.folder, { recursive: true, force: true })
  }
  const written = (act: () => void): void => {
    try {
      act()
    } catch (cause) {
      throw new DoraError('ecriture-impossible', undefined, cause)
    }
  }
  const upload = (id: string): Upload => {
    const found = uploads.get(id)
    if (found === undefined) throw new DoraError('gtfs-illisible', { champ: 'envoi du fichier interrompu' })
    return found
  }

  const list = (): Reseau[] => {
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .flatMap((id) => {
        try {
          const meta = Meta.parse(JSON.parse(readFileSync(join(folder, id, META), 'utf8')))
          return [{ id, ...meta, valable: meta.du <= today() && today() <= meta.au }]
        } catch {
          return []
        }
      })
      .toSorted((a, b) => a.charge_le.localeCompare(b.charge_le))
  }

  return {
    list,
    file: (id: string): string => join(folder, id, ZIP),
    begin: (nom: string, taille: number): string => {
      if (taille > GTFS_MAX_BYTES) throw new DoraError('gtfs-trop-lourd')
      for (const id of uploads.keys()) drop(id)
      const id = randomUUID()
      const place = join(folder, `${COMING}${id}`)
      written(() => {
        // What an interrupted load of another time left.
        if (existsSync(folder))
          for (const name of readdirSync(folder))
            if (name.startsWith(COMING)) rmSync(join(folder, name), { recursive: true, force: true })
        mkdirSync(place, { recursive: true })
        writeFileSync(join(place, ZIP), '')
      })
      uploads.set(id, { nom, taille, folder: place, recu: 0 })
      return id
    },
    part: (id: string, base64: string): number => {
      const to = upload(id)
      const bytes = Buffer.from(base64, 'base64')
      if (to.recu + bytes.length > to.taille) {
        drop(id)
        throw new DoraError('gtfs-illisible', { champ: 'taille du fichier' })
      }
      written(() => appendFileSync(join(to.folder, ZIP), bytes))
      to.recu += bytes.length
      return to.recu
    },
    /** @param look reads the file whole; null when it runs on no day */
    end: async (id: string, look: (file: string) => Promise<Summary | null>): Promise<Reseau> => {
      const from = upload(id)
      try {
        if (from.recu !== from.taille) throw new DoraError('gtfs-illisible', { champ: 'taille du fichier' })
        const summary = await look(join(from.folder, ZIP))
        if (summary === null) throw new DoraError('gtfs-illisible', { champ: 'calendar.txt' })
        const meta: z.infer<typeof Meta> = {
          nom: from.nom.replace(/\.zip$/i, ''),
          ...summary,
          charge_le: new Date().toISOString(),
        }
        written(() => {
          writeFileSync(join(from.folder, META), JSON.stringify(meta))
          renameSync(from.folder, join(folder, id))
        })
        const made = list().find((one) => one.id === id)
        if (made === undefined) throw new DoraError('ecriture-impossible')
        return made
      } finally {
        drop(id)
      }
    },
    remove: (id: string): void => {
      if (!list().some((one) => one.id === id)) return
      written(() => rmSync(join(folder, id), { recursive: true, force: true }))
    },
  }
}
