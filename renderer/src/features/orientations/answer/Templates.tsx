import { useId, useState } from 'react'
import type { AnswerTemplate } from '#shared/contract/orientation.ts'
import { templates as t } from '../../../i18n/orientation-answers.ts'
import { announce } from '../../../lib/announce.ts'
import { client, readAgain, useAction, useCall } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { fromTemplate, stillPersonal, toTemplate, type Particulars } from './template-text.ts'

type Props = {
  readonly geste: AnswerTemplate['geste']
  readonly message: string
  readonly particulars: Particulars
  readonly onUse: (text: string) => void
}

const Mine = ({ geste, particulars, onUse }: Omit<Props, 'message'>) => {
  const { data, error, refetch } = useCall('orientations.templates', undefined)
  const mine = (data ?? []).filter((one) => one.geste === geste)
  const focus = useFocusAfterRemoval(mine.length, '.templates input')
  const remove = async (id: string) => {
    try {
      await client.call('orientations.removeTemplate', { id })
      await readAgain('orientations.templates')
      announce(t.removed)
    } catch (failure) {
      showToast({ tone: 'erreur', message: (failure as Error).message })
    }
  }
  if (error !== null) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  if (mine.length === 0) return <p className="muted templates-none">{t.none}</p>
  return (
    <ul className="templates-list" aria-label={t.mine} {...focus}>
      {mine.map(({ id, nom, texte }) => (
        <li key={id}>
          <Button
            variant="quiet"
            size="s"
            icon="document"
            aria-label={t.use(nom)}
            onPress={() => onUse(fromTemplate(texte, particulars))}
          >
            {nom}
          </Button>
          <IconButton label={t.remove(nom)} icon="trash" size="s" onPress={() => void remove(id)} />
        </li>
      ))}
    </ul>
  )
}

const Save = ({ geste, message, particulars }: Omit<Props, 'onUse'>) => {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState('')
  const save = useAction('orientations.saveTemplate')
  const submit = () => {
    const texte = toTemplate(message.trim(), particulars)
    const wrong = texte === '' ? t.empty : stillPersonal(texte, particulars) ? t.personal : name.trim() === '' ? t.nameNeeded : ''
    setProblem(wrong)
    // Not disabled meanwhile: it has the focus.
    if (wrong !== '' || save.isPending) return
    save.mutate(
      { id: null, nom: name.trim(), geste, texte },
      {
        onSuccess: ({ nom }) => {
          setName('')
          announce(t.saved(nom))
          void readAgain('orientations.templates')
        },
        onError: (error) => setProblem(error.message),
      },
    )
  }
  return (
    <div className="ui-form">
      <TextField
        label={t.name}
        description={t.saveHelp}
        value={name}
        onChange={(next) => {
          setName(next)
          setProblem('')
        }}
        maxLength={80}
        autoComplete="off"
        onKeyDown={(event) => {
          // Of a form, Enter would send the answer; with Ctrl it does, as from any other field.
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return event.continuePropagation()
          event.preventDefault()
          if (!event.nativeEvent.isComposing) submit()
        }}
        errorMessage={problem}
      />
      <Button size="s" icon="plus" onPress={submit}>
        {t.save}
      </Button>
    </div>
  )
}

/** One's own messages: to use, to forget, or to make of what is written. Unfolded in its place: a bubble over a dialog is a maze. */
export const Templates = (props: Props) => {
  const [isOpen, setOpen] = useState(false)
  const panel = useId()
  const use = (text: string) => {
    setOpen(false)
    props.onUse(text)
  }
  return (
    <>
      <Button
        size="s"
        icon="document"
        className="templates-toggle"
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': panel })}
        onPress={() => setOpen((before) => !before)}
      >
        {t.open}
      </Button>
      {isOpen && (
        <div id={panel} className="templates" role="group" aria-label={t.label}>
          <Mine {...props} onUse={use} />
          <Save {...props} />
        </div>
      )}
    </>
  )
}
