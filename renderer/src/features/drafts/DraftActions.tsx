import type { DraftContent, DraftView } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { requestText } from './request-lines.ts'
import { removeDraft } from './remove-draft.ts'

const text = draftsText.demande

type Props = { readonly view: DraftView; readonly content: DraftContent; readonly saveNow: () => void }

export const DraftActions = ({ view, content, saveNow }: Props) => {
  const readOnly = useReadOnly()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(requestText({ ...view, content }))
      showToast({ message: text.copie })
    } catch {
      showToast({ tone: 'erreur', message: text.copieImpossible })
    }
  }
  return (
    <>
      <Button icon="copy" onPress={() => void copy()}>
        {text.copier}
      </Button>
      <Button
        icon="print"
        onPress={() => {
          saveNow()
          window.print()
        }}
      >
        {text.imprimer}
      </Button>
      <IconButton
        label={text.supprimer}
        icon="trash"
        isDisabled={readOnly}
        onPress={() => {
          saveNow()
          void removeDraft(view.id, () => navigate(href.brouillons()))
        }}
      />
    </>
  )
}
