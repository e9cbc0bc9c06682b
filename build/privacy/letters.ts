import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { MAIL_FOLDER } from '#server/mail/folder.ts'
import { readMessage } from '#server/mail/testing/message.ts'
import { until } from '../rounds/wait.ts'
import { OF_LINK } from './people.ts'
import type { World } from './world.ts'

/** Letters that the server has written, as their readers see them. */

/** `nom`: of its file. */
export type Letter = { readonly nom: string; readonly to: string; readonly text: string }

/** Whoever received them still has them when the server no longer does. */
const received = new Map<string, Map<string, Letter>>()

/** Oldest first. */
export const lettersOf = ({ home }: Pick<World, 'home'>): readonly Letter[] => {
  const folder = join(home.folder, MAIL_FOLDER)
  const known = received.get(folder) ?? new Map<string, Letter>()
  received.set(folder, known)
  // None yet; or held back.
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : []
  for (const nom of names) {
    if (!nom.endsWith('.eml') || known.has(nom)) continue
    const read = readMessage(readFileSync(join(folder, nom)))
    known.set(nom, { nom, to: read.header('to'), text: `${read.subject}\n${read.text}` })
  }
  return [...known.values()].toSorted((a, b) => (a.nom < b.nom ? -1 : 1))
}

const linksTo = (letters: readonly Letter[], id: string): readonly string[] => {
  const pattern = new RegExp(`https?://\\S+/demande/${id}/[\\w-]{43}`, 'g')
  return letters.flatMap(({ text }) => [...text.matchAll(pattern)].map(([link]) => link))
}

/** Links of the letters to the structure about that request, the newest last, once there are so many. */
export const linksOf = async (world: World, id: string, atLeast = 1): Promise<readonly string[]> => {
  let links: readonly string[] = []
  await until('the letter to the structure', async () => {
    links = linksTo(lettersOf(world), id)
    return links.length >= atLeast ? null : `${String(links.length)} links`
  })
  for (const link of links) world.needles.addExact(link.slice(link.lastIndexOf('/') + 1), { qui: `lien de ${id}`, quoi: OF_LINK })
  return links
}
