import { useState } from 'react'
import { type Dossier, fullNameOf } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { accompany, useCurrentPersonId } from '../../lib/current-person.ts'
import { newPlan } from '../../lib/plan-at-hand.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { href, navigate } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { EditorPage } from '../../ui/EditorPage.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { prolong, removePerson } from './folder-acts.ts'
import { PersonLife } from './PersonLife.tsx'
import { ContactFields, HandoutFields, IdentityFields, NoteField } from './PersonFields.tsx'
import { SaveLine, SaveTrouble } from '../../ui/Saving.tsx'
import { savingOf } from '../../i18n/saving.ts'
import { ConditionFields, DocumentFields, MobilityFields, SituationFields } from './SituationFields.tsx'
import { usePerson } from './use-person.ts'

const t = folders.person

/** A folder being filled in: what is known of the person on the left, what was done for them on the right. */
export const PersonDesk = ({ view }: { readonly view: Dossier }) => {
  const editor = usePerson(view)
  const readOnly = useReadOnly()
  const inFront = useCurrentPersonId() === view.id
  const [exporting, setExporting] = useState(false)
  const { id } = view
  const name = fullNameOf(editor.profil)
  const begin = async () => {
    // A plan begins from the commune that was just typed.
    await editor.stored()
    accompany(id)
    await newPlan()
  }
  const actions = (
    <>
      <Button icon="plus" onPress={() => void begin()}>
        {t.newPlan}
      </Button>
      <Button variant={inFront ? 'secondary' : 'primary'} icon="user" onPress={() => accompany(inFront ? null : id)}>
        {inFront ? t.leave : t.accompany}
      </Button>
      <Menu
        label={t.more}
        trigger={<IconButton label={t.more} icon="more" />}
        entries={[
          { id: 'export', label: t.export, icon: 'download', onAction: () => setExporting(true) },
          {
            id: 'remove',
            label: t.remove,
            icon: 'trash',
            danger: true,
            onAction: () =>
              void removePerson(id, () => {
                if (inFront) accompany(null)
                navigate(href.personnes())
              }),
          },
        ]}
      />
    </>
  )
  return (
    <ScreenPage title={name === '' ? folders.list.noName : name} subtitle={t.kept} wide actions={actions}>
      <EditorPage
        formLabel={t.title}
        asideLabel={folders.life.title}
        bar={
          <>
            <Link href={href.personnes()}>{folders.back}</Link>
            <SaveLine save={editor.save} words={savingOf('dossier')} />
          </>
        }
        trouble={
          <>
            <ReadOnlyNotice id="person-read-only" />
            <SaveTrouble editor={editor} words={savingOf('dossier')} />
          </>
        }
        aside={
          <div className="person-beside">
            <PersonLife id={id} />
            <p className="person-expires">
              <span>{t.expires(view.expire_le)}</span>
              <Button size="s" variant="quiet" icon="clock" onPress={() => void prolong(id)}>
                {t.prolong}
              </Button>
            </p>
            {!inFront && <p className="muted">{t.accompanyHelp}</p>}
          </div>
        }
      >
        <fieldset className="person-fields" disabled={readOnly} {...(readOnly && { 'aria-describedby': 'person-read-only' })}>
          <IdentityFields editor={editor} />
          <SituationFields editor={editor} />
          <ConditionFields editor={editor} />
          <MobilityFields editor={editor} />
          <DocumentFields editor={editor} />
          <ContactFields editor={editor} />
          <HandoutFields editor={editor} />
          <NoteField editor={editor} />
        </fieldset>
      </EditorPage>
      {exporting && <ExportDialog id={id} onClose={() => setExporting(false)} />}
    </ScreenPage>
  )
}
