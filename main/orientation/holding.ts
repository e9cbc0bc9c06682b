import { DoraError } from '#shared/errors.ts'
import { personName } from '#shared/orientation/describe.ts'
import { personOf } from '#shared/orientation/doubles.ts'
import { type Named, samePerson } from '#shared/orientation/same-person.ts'
import type { DoraHandlers } from '../emit.ts'
import {
  heldInDraft,
  heldInFolder,
  heldInKept,
  heldInReceived,
  heldInSent,
  heldInShutFolders,
  heldInUnreadable,
} from './person.ts'
import type { Reads, UserFile } from './reads.ts'

/** Days without use after which a folder goes. */
type FolderDays = () => number

/** « Que conservez-vous sur cette personne » : drafts of this desk, requests sent and received, all that says of whom they are. */
export const createHolding = (user: UserFile, reads: Reads, folders: FolderDays): Pick<DoraHandlers, 'orientations.person'> => {
  const draftsAbout = async (person: Named) => {
    const file = await user()
    const listed = await file['drafts.list'](undefined)
    const found = await Promise.all(
      listed.map(async (summary) => {
        try {
          const draft = await file['drafts.get']({ id: summary.id })
          return samePerson(person, personOf(draft.content)) ? [heldInDraft(draft)] : []
        } catch (error) {
          if (!(error instanceof DoraError) || error.code === 'cle-absente') throw error
          // Removed since the list; or damaged, and then it may be about anyone.
          return error.code === 'brouillon-introuvable' ? [] : [heldInUnreadable(summary)]
        }
      }),
    )
    return found.flat()
  }

  const foldersAbout = async (person: Named) => {
    const file = await user()
    const { etat } = await file['folders.lockState'](undefined)
    if (etat === 'verrouille') return [heldInShutFolders(new Date().toISOString())]
    if (etat !== 'ouvert') return []
    const jours = folders()
    const listed = await file['folders.list']({ jours })
    const found = await Promise.all(listed.filter(({ lisible }) => lisible).map(({ id }) => file['folders.get']({ id, jours })))
    return found.filter(({ profil }) => samePerson(person, profil)).map(heldInFolder)
  }

  return {
    'orientations.person': async (key) => {
      const one = await reads.one(key)
      const { personne } = one.seen.doc
      const nom = personName(personne)
      const { briefs } = await reads.all()
      const about =
        nom !== '' ? briefs.filter((each) => samePerson(personne, each.personne)).map(({ sens, id }) => ({ sens, id })) : [key]
      const file = await user()
      const [{ envois, receptions }, drafts, folderLines] = await Promise.all([
        file['requests.some'](about),
        nom !== '' ? draftsAbout(personne) : [],
        nom !== '' ? foldersAbout(personne) : [],
      ])
      const kept = await Promise.all(
        envois.map(async ({ doc }) => {
          const draft = await file['requests.draftOf']({ id: doc.id })
          return draft === null ? [] : [heldInKept(draft, doc)]
        }),
      )
      return {
        personne: nom,
        lignes: [
          ...folderLines,
          ...drafts,
          ...kept.flat(),
          ...envois.map(heldInSent),
          ...receptions.map(({ doc }) => heldInReceived(doc)),
        ],
      }
    },
  }
}
