import type { OrientationView } from '#shared/contract/orientation.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { client } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { isUnsent } from '../told.ts'

const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

/** What was done here that the server does not know yet, or has refused. */
export const Trouble = ({ view }: { readonly view: OrientationView }) => {
  const { line, refus } = view
  const neverTaken = isUnsent(view)
  if (refus === null) {
    if (line.envoi === 'attente') return <Notice>{t.waiting}</Notice>
    return line.envoi === 'pieces' ? <Notice>{t.waitingFiles}</Notice> : null
  }
  const retry = () => client.call('sync.retry', { mutId: refus.mut_id }).catch(fail)
  const giveUp = () => client.call('sync.cancel', { mutId: refus.mut_id }).then(() => showToast({ message: t.gaveUp }), fail)
  const resume = () =>
    client.call('orientations.resume', { id: line.id }).then(({ draftId }) => navigate(href.brouillon(draftId)), fail)
  return (
    <Notice
      tone="bad"
      urgent
      title={neverTaken ? t.notSent : t.refused}
      actions={
        <>
          {neverTaken && (
            <Button size="s" icon="pencil" onPress={() => void resume()}>
              {t.resume}
            </Button>
          )}
          <Button size="s" icon="send" onPress={() => void retry()}>
            {t.retry}
          </Button>
          {!neverTaken && (
            <Button size="s" variant="quiet" onPress={() => void giveUp()}>
              {t.giveUp}
            </Button>
          )}
        </>
      }
    >
      {refus.message}
    </Notice>
  )
}
