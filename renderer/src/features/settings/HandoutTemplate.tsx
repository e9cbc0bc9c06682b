import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { FeuilleModele } from '#shared/handout/handout.ts'
import { LOGO_TYPES } from '#shared/kit/kit.ts'
import { handoutTemplate as t } from '../../i18n/handout-dialog.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { toBase64 } from '../../lib/read-file.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** PNG begins with « iVBOR » in base64; a JPEG does not. */
const sourceOf = (base64: string): string => `data:${base64.startsWith('iVBOR') ? 'image/png' : 'image/jpeg'};base64,${base64}`

const Editor = ({ kept }: { readonly kept: FeuilleModele }) => {
  const [modele, setModele] = useState(kept)
  const save = useAction('feuille.setModele')
  const change = (patch: Partial<FeuilleModele>) => setModele((before) => ({ ...before, ...patch }))
  const choose = async (file: File) => change({ logo: toBase64(new Uint8Array(await file.arrayBuffer())) })
  return (
    <div className="ui-form">
      <TextField label={t.name} value={modele.nom} onChange={(nom) => change({ nom })} maxLength={200} />
      <div role="group" aria-label={t.logo} className="settings-logo">
        <p className="ui-label">{t.logo}</p>
        <p className="ui-description">{t.logoHelp}</p>
        {modele.logo !== null && <img src={sourceOf(modele.logo)} alt={t.logoAlt} className="settings-logo-image" />}
        <div className="ui-form-actions">
          <FileTrigger
            acceptedFileTypes={[...LOGO_TYPES]}
            onSelect={(files) => {
              const file = files?.[0]
              if (file !== undefined) void choose(file)
            }}
          >
            <Button size="s" icon="document">
              {t.logoChoose}
            </Button>
          </FileTrigger>
          {modele.logo !== null && (
            <Button size="s" variant="quiet" onPress={() => change({ logo: null })}>
              {t.logoRemove}
            </Button>
          )}
        </div>
      </div>
      <TextField label={t.welcome} value={modele.accroche} onChange={(accroche) => change({ accroche })} maxLength={300} />
      <TextField
        label={t.phone}
        description={t.phoneHelp}
        type="tel"
        value={modele.telephone}
        onChange={(telephone) => change({ telephone })}
        maxLength={40}
      />
      <TextField label={t.foot} value={modele.pied} onChange={(pied) => change({ pied })} maxLength={300} />
      {save.error !== null && (
        <Notice tone="bad" urgent>
          {save.error.message}
        </Notice>
      )}
      <div className="ui-form-actions">
        <Button
          isPending={save.isPending}
          onPress={() => save.mutate(modele, { onSuccess: () => showToast({ message: t.saved }) })}
        >
          {t.save}
        </Button>
      </div>
      <p className="ui-description">{t.languages}</p>
    </div>
  )
}

/** Head and foot of the sheets that this desk hands out. */
export const HandoutTemplate = () => {
  const { data, error, refetch } = useCall('feuille.modele', undefined)
  return (
    <PageSection title={t.title} help={t.help}>
      {error !== null && <ReadFailure title={t.title} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <Skeleton lines={4} /> : <Editor kept={data} />}
    </PageSection>
  )
}
