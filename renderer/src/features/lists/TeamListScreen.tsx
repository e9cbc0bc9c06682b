import { useState } from 'react'
import type { Liste } from '#shared/contract/listes.ts'
import { fold } from '#shared/geo/fold.ts'
import { displayName } from '#shared/text/names.ts'
import { listsText as t } from '../../i18n/lists.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { HandoutDialog } from '../../lib/handout/HandoutDialog.tsx'
import { href, navigate } from '../../lib/route.ts'
import { saveFile } from '../../lib/save-file.ts'
import { showToast } from '../../lib/toasts.ts'
import { figuresText } from '../../i18n/figures.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { Form } from '../../ui/Form.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Lines } from './Lines.tsx'
import './lists.css'

const failed = ({ message }: Error) => showToast({ tone: 'erreur', message })

const Rename = ({ list, onClose }: { readonly list: Liste; readonly onClose: () => void }) => {
  const [nom, setNom] = useState(list.nom)
  const [description, setDescription] = useState(list.description)
  const save = useAction('listes.renommer')
  const send = () => {
    if (nom.trim() !== '') save.mutate({ id: list.id, nom: nom.trim(), description: description.trim() }, { onSuccess: onClose })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.rename}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" onPress={send} isDisabled={nom.trim() === ''} isPending={save.isPending}>
            {t.save}
          </Button>
        </>
      }
    >
      <Form onSubmit={send}>
        <TextField label={t.name} value={nom} onChange={setNom} maxLength={120} autoFocus autoComplete="off" />
        <TextField label={t.description} value={description} onChange={setDescription} multiline rows={3} maxLength={1_000} />
        {save.error !== null && (
          <Notice tone="bad" urgent>
            {save.error.message}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}

const holds = ({ nom, note, etiquettes, card }: Liste['lignes'][number], words: readonly string[]): boolean => {
  const text = fold([nom, note, ...etiquettes, card?.structure?.nom ?? '', card?.commune ?? ''].join(' '))
  return words.every((word) => text.includes(word))
}

const Shown = ({ list }: { readonly list: Liste }) => {
  const [asking, setAsking] = useState<'rename' | 'remove' | 'handout' | null>(null)
  const [typed, setTyped] = useState('')
  const exporting = useAction('listes.exporter')
  const remove = useAction('listes.remove')
  const words = fold(typed).split(' ').filter(Boolean)
  const lines = list.lignes.filter((line) => holds(line, words))
  const services = list.lignes.filter(({ kind, disponible }) => kind === 'service' && disponible).map(({ id }) => id)
  const close = () => setAsking(null)
  return (
    <ScreenPage
      title={list.nom}
      subtitle={[t.count(list.lignes.length), displayName(list.structureNom), t.sending[list.envoi]].filter(Boolean).join(' · ')}
      actions={
        <>
          {services.length > 0 && (
            <Button icon="document" onPress={() => setAsking('handout')}>
              {t.handout}
            </Button>
          )}
          <ExportMenu
            isPending={exporting.isPending}
            onExport={(format) =>
              exporting.mutate(
                { id: list.id, format },
                { onSuccess: (file) => saveFile(file, figuresText.exported(file.nom)), onError: failed },
              )
            }
          />
          <IconButton label={t.print} icon="print" onPress={() => window.print()} />
          <Menu
            label={t.rename}
            trigger={<IconButton label={t.rename} icon="more" />}
            entries={[
              { id: 'rename', label: t.rename, icon: 'pencil', onAction: () => setAsking('rename') },
              { id: 'remove', label: t.remove, icon: 'trash', danger: true, onAction: () => setAsking('remove') },
            ]}
          />
        </>
      }
    >
      <p className="no-print">
        <Link href={href.listes()}>{t.back}</Link>
      </p>
      {list.description !== '' && <p className="team-description">{list.description}</p>}
      {list.lignes.length === 0 ? (
        <EmptyState icon="list" title={t.none}>
          {t.noneText}
        </EmptyState>
      ) : (
        <>
          {list.lignes.length > 5 && (
            <div className="team-filter no-print">
              <SearchField label={t.filter} hideLabel placeholder={t.filter} value={typed} onChange={setTyped} />
            </div>
          )}
          {lines.length === 0 ? <p role="status">{t.nothing}</p> : <Lines list={list} lines={lines} />}
          <p className="ui-description no-print">{t.linesHelp}</p>
        </>
      )}
      {asking === 'rename' && <Rename list={list} onClose={close} />}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t.removeTitle(list.nom)}
          confirm={t.remove}
          danger
          isBusy={remove.isPending}
          error={remove.error}
          onClose={close}
          onConfirm={() => remove.mutate({ id: list.id }, { onSuccess: () => navigate(href.listes()) })}
        >
          <p>{t.removeText(list.lignes.length)}</p>
        </ConfirmDialog>
      )}
      {asking === 'handout' && (
        <HandoutDialog source={{ services: services.slice(0, 36), titre: list.nom.slice(0, 200) }} isOpen onClose={close} />
      )}
    </ScreenPage>
  )
}

/** `/listes/:id`: one list of the team. */
export const TeamListScreen = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('listes.list', undefined)
  const list = data?.find((one) => one.id === id)
  if (list !== undefined) return <Shown list={list} />
  return (
    <ScreenPage title={t.title}>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data !== undefined && (
        <>
          <p>{t.unknown}</p>
          <Link href={href.listes()}>{t.back}</Link>
        </>
      )}
    </ScreenPage>
  )
}
