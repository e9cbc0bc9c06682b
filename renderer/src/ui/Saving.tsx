import type { SavingWords } from '../i18n/saving.ts'
import type { SaveState } from '../lib/autosave.ts'
import { localHour } from '../lib/local-day.ts'
import { showToast } from '../lib/toasts.ts'
import type { Saving } from '../lib/use-saved.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { Notice } from './Notice.tsx'
import './Saving.css'

type SaveLineProps = { readonly save: SaveState; readonly words: SavingWords }

/** « Enregistré à 14:32 »: always in view, in words. Its changes are not read aloud one by one; failures are (SaveTrouble). */
export const SaveLine = ({ save, words }: SaveLineProps) => {
  const [icon, said] =
    save.kind === 'enregistre'
      ? (['check', words.done(localHour(save.le))] as const)
      : save.kind === 'en-cours'
        ? (['clock', words.doing] as const)
        : (['error', words.failed] as const)
  return (
    <span className="saving tabular" data-state={save.kind}>
      <Icon name={icon} size={16} />
      {said}
    </span>
  )
}

const say = (work: Promise<void>) => void work.catch(({ message }: Error) => showToast({ tone: 'erreur', message }))

type SaveTroubleProps = { readonly editor: Saving; readonly words: SavingWords }

/** What stands between the screen and the store, and the ways out; nothing when all is well. */
export const SaveTrouble = ({ editor, words }: SaveTroubleProps) => {
  const { save } = editor
  if (save.kind === 'echec') {
    const again = (
      <Button size="s" onPress={editor.saveNow}>
        {words.now}
      </Button>
    )
    return (
      <Notice tone="bad" title={words.failed} urgent actions={again}>
        {save.message} {words.failedMore}
      </Notice>
    )
  }
  if (save.kind === 'conflit') {
    const ways = (
      <>
        <Button size="s" onPress={() => say(editor.keepMine())}>
          {words.keep}
        </Button>
        <Button size="s" onPress={() => say(editor.takeTheirs())}>
          {words.take}
        </Button>
      </>
    )
    return (
      <Notice tone="warn" title={words.clashTitle} urgent actions={ways}>
        {words.clash}
      </Notice>
    )
  }
  if (save.kind === 'supprime') {
    const back = (
      <Button size="s" onPress={() => say(editor.restore())}>
        {words.restore}
      </Button>
    )
    return (
      <Notice tone="warn" title={words.goneTitle} urgent actions={back}>
        {words.gone}
      </Notice>
    )
  }
  return null
}
