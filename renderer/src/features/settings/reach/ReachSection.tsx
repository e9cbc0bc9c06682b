import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { Settings } from '#shared/contract/app.ts'
import type { Reseau } from '#shared/contract/portee.ts'
import { DoraError } from '#shared/errors.ts'
import { reach } from '../../../i18n/reach.ts'
import { client, useAction, useCall } from '../../../lib/api.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { formatBytes } from '../../../lib/format-bytes.ts'
import { toBase64 } from '../../../lib/read-file.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import './reach.css'

const t = reach.settings
const PART_BYTES = 384 * 1024
const OFFICIAL = 'https://transport.data.gouv.fr/'

type Sent = { readonly nom: string; readonly done: number; readonly total: number }

/** Read from the disk in parts: a file of 200 MB is never whole in the page. */
const send = async (file: File, tell: (sent: Sent) => void): Promise<Reseau> => {
  const { uploadId } = await client.call('portee.chargerDebut', { nom: file.name, taille: file.size })
  for (let at = 0; at < file.size; at += PART_BYTES) {
    const bytes = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer())
    const { recu } = await client.call('portee.chargerPart', { uploadId, base64: toBase64(bytes) })
    tell({ nom: file.name, done: recu, total: file.size })
  }
  return client.call('portee.chargerFin', { uploadId })
}

const Row = ({ one }: { readonly one: Reseau }) => {
  const { mutate, isPending } = useAction('portee.retirer')
  const remove = () =>
    mutate(
      { id: one.id },
      {
        onSuccess: () => showToast({ message: t.removed(one.nom) }),
        onError: (error) => showToast({ tone: 'erreur', message: error.message }),
      },
    )
  return (
    <li>
      <span>
        <strong>{one.nom}</strong>
        <span className="ui-description">{`${t.facts(one.arrets, one.lignes)}, ${t.days(one.du, one.au)}`}</span>
        {!one.valable && <span className="reach-over">{t.over}</span>}
      </span>
      <Button size="s" variant="quiet" isPending={isPending} aria-label={t.remove(one.nom)} onPress={remove}>
        {t.removeShort}
      </Button>
    </li>
  )
}

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** Timetables of this desk, and leave to ask for routes. */
export const ReachSection = ({ settings, set }: Props) => {
  const { data, error, refetch } = useCall('portee.reseaux', undefined)
  const [sent, setSent] = useState<Sent | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const choose = async (file: File): Promise<void> => {
    setProblem(null)
    setSent({ nom: file.name, done: 0, total: file.size })
    try {
      const made = await send(file, setSent)
      showToast({ message: t.loaded(made.nom) })
    } catch (failure) {
      setProblem((failure instanceof DoraError ? failure : new DoraError('interne')).message)
    } finally {
      setSent(null)
    }
  }
  return (
    <PageSection title={reach.settings.title} help={t.help}>
      {error !== null && data === undefined && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p>{t.none}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className="reach-list" aria-label={t.list}>
          {data.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      <div className="settings-actions">
        <FileTrigger
          acceptedFileTypes={['.zip']}
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void choose(file)
          }}
        >
          <Button icon="document" isPending={sent !== null}>
            {t.choose}
          </Button>
        </FileTrigger>
        <ExternalLink url={OFFICIAL}>{t.where}</ExternalLink>
      </div>
      {sent !== null && (
        <Progress
          label={t.loading(sent.nom)}
          detail={sent.done === sent.total ? t.reading : `${formatBytes(sent.done)} / ${formatBytes(sent.total)}`}
          percent={sent.done === sent.total ? null : Math.round((sent.done * 100) / sent.total)}
        />
      )}
      {problem !== null && (
        <Notice tone="bad" urgent>
          {problem}
        </Notice>
      )}
      <Switch
        isSelected={settings.itinerairesEnLigne}
        onChange={(itinerairesEnLigne) => set({ itinerairesEnLigne })}
        description={t.routesHelp}
      >
        {t.routes}
      </Switch>
    </PageSection>
  )
}
