import { folders } from '../../i18n/people-folders.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { accompany } from '../../lib/current-person.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'

const fail = ({ message }: Error): void => showToast({ tone: 'erreur', message })

export const lockFolders = async (): Promise<void> => {
  try {
    await client.call('personnes.verrouiller', undefined)
    announce(folders.lockedSaid)
  } catch (error) {
    fail(error as Error)
  }
}

/** A folder with nothing in it yet, opened; its person is the one in front from then on. Never rejects. */
export const createPerson = async (): Promise<void> => {
  try {
    const { id } = await client.call('personnes.creer', { profil: {} })
    accompany(id)
    navigate(href.personne(id))
  } catch (error) {
    fail(error as Error)
  }
}

/** Removes a folder, with its undo in a toast: no question asked, nothing lost. */
export const removePerson = async (id: string, then: () => void = () => {}): Promise<void> => {
  try {
    await client.call('personnes.remove', { id })
    showToast({
      message: folders.person.removed,
      action: { label: folders.person.undo, run: () => void client.call('personnes.restore', { id }).catch(fail) },
    })
    then()
  } catch (error) {
    fail(error as Error)
  }
}

export const prolong = async (id: string): Promise<void> => {
  try {
    const { expire_le } = await client.call('personnes.prolonger', { id })
    showToast({ message: folders.person.prolonged(expire_le) })
  } catch (error) {
    fail(error as Error)
  }
}
