import { draftsText } from '../../i18n/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { localHour } from '../../lib/local-day.ts'
import { showToast } from '../../lib/toasts.ts'
import type { DraftEditor } from './use-draft.ts'

const text = draftsText.enregistrement

/** « Enregistré à 14:32 »: always in view, in words. Its changes are not read aloud one by one; failures are (SaveTrouble). */
export const SaveLine = ({ save }: Pick<DraftEditor, 'save'>) => {
  if (save.kind === 'enregistre') {
    return (
      <span className="draft-save tabular" data-state="enregistre">
        <Icon name="check" size={16} />
        {text.enregistre(localHour(save.le))}
      </span>
    )
  }
  if (save.kind === 'en-cours') {
    return (
      <span className="draft-save" data-state="en-cours">
        <Icon name="clock" size={16} />
        {text.enCours}
      </span>
    )
  }
  return (
    <span className="draft-save draft-save-bad" data-state={save.kind}>
      <Icon name="error" size={16} />
      {text.echec}
    </span>
  )
}

const say = (work: Promise<void>) => void work.catch(({ message }: Error) => showToast({ tone: 'erreur', message }))

/** What stands between the text on screen and the store, and the ways out. Nothing when all is well. */
export const SaveTrouble = ({ editor }: { readonly editor: DraftEditor }) => {
  const { save } = editor
  if (save.kind === 'echec') {
    return (
      <Notice
        tone="bad"
        title={text.echec}
        urgent
        actions={
          <Button size="s" onPress={editor.saveNow}>
            {text.maintenant}
          </Button>
        }
      >
        {save.message} {text.echecSuite}
      </Notice>
    )
  }
  if (save.kind === 'conflit') {
    const actions = (
      <>
        <Button size="s" onPress={() => say(editor.keepMine())}>
          {text.garder}
        </Button>
        <Button size="s" onPress={() => say(editor.takeTheirs())}>
          {text.reprendre}
        </Button>
      </>
    )
    return (
      <Notice tone="warn" title={text.conflitTitre} urgent actions={actions}>
        {text.conflit}
      </Notice>
    )
  }
  if (save.kind === 'supprime') {
    return (
      <Notice
        tone="warn"
        title={text.supprimeTitre}
        urgent
        actions={
          <Button size="s" onPress={() => say(editor.restore())}>
            {text.retablir}
          </Button>
        }
      >
        {text.supprime}
      </Notice>
    )
  }
  return null
}
