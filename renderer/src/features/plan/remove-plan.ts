import { plan as t } from '../../i18n/plan.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'

const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

/** Removes a plan, with its undo in a message: no question asked, nothing lost. */
export const removePlan = async (id: string, then: () => void = () => {}): Promise<void> => {
  try {
    await client.call('plans.remove', { id })
    showToast({
      message: t.list.removed,
      action: { label: t.list.undo, run: () => void client.call('plans.restore', { id }).catch(fail) },
      duration: 10_000,
    })
    then()
  } catch (error) {
    fail(error as Error)
  }
}
