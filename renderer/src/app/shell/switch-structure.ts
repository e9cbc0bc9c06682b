import { shellAccount as t } from '../../i18n/shell-account.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'

/** Works in the name of another of one's structures: only when asked, and said. */
export const switchStructure = (structureId: string, name: string): void =>
  void client.call('account.setStructure', { structureId }).then(
    () => showToast({ message: t.switched(name) }),
    (error: Error) => showToast({ tone: 'erreur', message: error.message }),
  )
