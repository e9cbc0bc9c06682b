import { useEffect, useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { KitInstalle, KitLu } from '#shared/contract/kit.ts'
import { MAX_KIT_BYTES } from '#shared/kit/file.ts'
import { KIT_EXTENSION } from '#shared/kit/kit.ts'
import { DoraError } from '#shared/errors.ts'
import { installed as t } from '../../../i18n/kit.ts'
import { client, useAction, useCall } from '../../../lib/api.ts'
import { InstalledKit } from '../../../lib/kit/InstalledKit.tsx'
import { toBase64 } from '../../../lib/read-file.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { InstallDialog } from './InstallDialog.tsx'

type Read = { readonly base64: string; readonly lu: KitLu }

const UninstallDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { mutate, isPending, error } = useAction('kit.uninstall')
  return (
    <ConfirmDialog
      title={t.uninstallTitle}
      confirm={t.uninstall}
      isBusy={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(undefined, {
          onSuccess: () => {
            showToast({ message: t.uninstalled })
            onClose()
          },
        })
      }
    >
      <p>{t.uninstallText}</p>
    </ConfirmDialog>
  )
}

const Facts = ({ here }: { readonly here: KitInstalle }) => (
  <>
    <InstalledKit installed={here} />
    <p className="ui-description">
      {t.is(here.kit.nom, here.kit.version)}. {t.made(here.kit.fait_le, here.kit.fait_par)}. {t.since(here.installe_le)}.
      <br />
      <span className="tabular">{t.key(here.empreinte)}</span>
    </p>
  </>
)

const Body = () => {
  const { data, error } = useCall('kit.installed', undefined)
  const [reading, setReading] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [leaving, setLeaving] = useState(false)
  const choose = async (file: File): Promise<void> => {
    setReading(true)
    setProblem(null)
    try {
      if (file.size > MAX_KIT_BYTES) throw new DoraError('kit-illisible')
      const base64 = toBase64(new Uint8Array(await file.arrayBuffer()))
      setRead({ base64, lu: await client.call('kit.read', { base64 }) })
    } catch (failure) {
      setProblem((failure instanceof DoraError ? failure : new DoraError('kit-illisible')).message)
    } finally {
      setReading(false)
    }
  }
  if (data === undefined && error === null) return <Skeleton lines={3} />
  return (
    <>
      {error !== null && (
        <Notice tone="bad" title={t.failed}>
          {error.message}
        </Notice>
      )}
      {data === null && <p>{t.none}</p>}
      {data != null && <Facts here={data} />}
      <div className="settings-actions">
        <FileTrigger
          acceptedFileTypes={[`.${KIT_EXTENSION}`]}
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void choose(file)
          }}
        >
          <Button icon="document" isPending={reading}>
            {data == null ? t.choose : t.update}
          </Button>
        </FileTrigger>
        {(data != null || error !== null) && (
          <Button variant="quiet" onPress={() => setLeaving(true)}>
            {t.uninstall}
          </Button>
        )}
        <span role="status" className="ui-description">
          {reading ? t.reading : ''}
        </span>
      </div>
      {problem !== null && (
        <Notice tone="bad" urgent>
          {problem}
        </Notice>
      )}
      {read !== null && <InstallDialog {...read} onClose={() => setRead(null)} />}
      {leaving && <UninstallDialog onClose={() => setLeaving(false)} />}
    </>
  )
}

const isWanted = () => new URLSearchParams(window.location.search).get('section') === 'kit'

/** The kit of this desk: installed, updated and taken away, from files. */
export const KitSection = () => {
  const wanted = useRef(isWanted()).current
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: 'start' })
  }, [wanted])
  return (
    <div ref={place}>
      <PageSection title={t.title} help={t.help}>
        <Body />
      </PageSection>
    </div>
  )
}
