import { draftsText } from '../../i18n/drafts.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'

const text = draftsText.liste
const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

/** Removes a draft, with its undo in a toast: no question asked, nothing lost. */
export const removeDraft = async (id: string, then: () => void = () => {}): Promise<void> => {
  try {
    await client.call('drafts.remove', { id })
    showToast({
      message: text.supprime,
      action: { label: text.annuler, run: () => void client.call('drafts.restore', { id }).catch(fail) },
    })
    then()
  } catch (error) {
    fail(error as Error)
  }
}
