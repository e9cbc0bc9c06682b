import { folders } from '../../i18n/people-folders.ts'
import { localHour } from '../../lib/local-day.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { PersonEditor } from './use-person.ts'

const t = folders.save

/** « Enregistré à 14:32 »: in view, in words. Its changes are not read aloud one by one; failures are (PersonTrouble). */
export const PersonSave = ({ save }: Pick<PersonEditor, 'save'>) => {
  const [icon, words] =
    save.kind === 'enregistre'
      ? (['check', t.done(localHour(save.le))] as const)
      : save.kind === 'en-cours'
        ? (['clock', t.doing] as const)
        : (['error', t.failed] as const)
  return (
    <span className="person-save tabular" data-state={save.kind}>
      <Icon name={icon} size={16} />
      {words}
    </span>
  )
}

const say = (work: Promise<void>) => void work.catch(({ message }: Error) => showToast({ tone: 'erreur', message }))

/** What stands between the screen and the store, and the ways out; nothing when all is well. */
export const PersonTrouble = ({ editor }: { readonly editor: PersonEditor }) => {
  const { save } = editor
  if (save.kind === 'echec') {
    const again = (
      <Button size="s" onPress={editor.saveNow}>
        {t.now}
      </Button>
    )
    return (
      <Notice tone="bad" title={t.failed} urgent actions={again}>
        {save.message} {t.failedMore}
      </Notice>
    )
  }
  if (save.kind === 'conflit') {
    const ways = (
      <>
        <Button size="s" onPress={() => say(editor.keepMine())}>
          {t.keep}
        </Button>
        <Button size="s" onPress={() => say(editor.takeTheirs())}>
          {t.take}
        </Button>
      </>
    )
    return (
      <Notice tone="warn" title={t.clashTitle} urgent actions={ways}>
        {t.clash}
      </Notice>
    )
  }
  if (save.kind === 'supprime') {
    const back = (
      <Button size="s" onPress={() => say(editor.restore())}>
        {t.restore}
      </Button>
    )
    return (
      <Notice tone="warn" title={t.goneTitle} urgent actions={back}>
        {t.gone}
      </Notice>
    )
  }
  return null
}
