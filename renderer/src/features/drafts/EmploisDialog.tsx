import { useState } from 'react'
import { readEmploisCode } from '#shared/orientation/emplois-code.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { useAction } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

const text = draftsText.emplois

type Props = { readonly isOpen: boolean; readonly onClose: () => void }

/** A request that began in Les Emplois: what its page shows is pasted here, and a draft begins with the person. */
export const EmploisDialog = ({ isOpen, onClose }: Props) => {
  const [pasted, setPasted] = useState('')
  const [wrong, setWrong] = useState(false)
  const begin = useAction('orientations.fromEmplois')

  const close = () => {
    setPasted('')
    setWrong(false)
    begin.reset()
    onClose()
  }
  const open = () => {
    const code = readEmploisCode(pasted)
    setWrong(code === null)
    if (code === null) return
    begin.mutate(code, {
      onSuccess: ({ id }) => {
        close()
        navigate(href.brouillon(id))
      },
    })
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={text.titre}
      actions={
        <>
          <Button onPress={close}>{text.fermer}</Button>
          <Button variant="primary" isPending={begin.isPending} isDisabled={pasted.trim() === ''} onPress={open}>
            {text.commencer}
          </Button>
        </>
      }
    >
      <p>{text.aide}</p>
      <TextField
        label={text.champ}
        multiline
        rows={4}
        value={pasted}
        onChange={setPasted}
        errorMessage={wrong ? text.faux : begin.error?.message}
      />
    </Dialog>
  )
}
