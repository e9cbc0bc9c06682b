import { useState } from 'react'
import type { KitResume, Kits } from '#shared/kit/kit.ts'
import { kit as t } from '../../../i18n/kit.ts'
import { readAgain, useAction } from '../../../lib/api.ts'
import { logoSource } from '../../../lib/kit/logo-source.ts'
import { territoriesInWords } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { KitDialog } from './KitDialog.tsx'
import { saveDocument } from './save-document.ts'

const RemoveDialog = ({ one, onClose }: { readonly one: KitResume; readonly onClose: () => void }) => {
  const { mutate, isPending, error } = useAction('kit.remove')
  return (
    <ConfirmDialog
      title={t.removeTitle}
      confirm={t.remove}
      danger
      isBusy={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { id: one.id },
          {
            onSuccess: () => {
              showToast({ message: t.removed })
              void readAgain('kit.list')
              onClose()
            },
          },
        )
      }
    >
      <p>
        <strong>{one.nom}</strong>, {t.version(one.version)}
      </p>
      <p>{t.removeText}</p>
    </ConfirmDialog>
  )
}

type RowProps = { readonly one: KitResume; readonly onRenew: () => void; readonly onRemove: () => void }

const Row = ({ one, onRenew, onRemove }: RowProps) => {
  const file = useAction('kit.file')
  const save = () =>
    file.mutate(
      { id: one.id },
      { onSuccess: (document) => saveDocument(document), onError: ({ message }) => showToast({ message, tone: 'erreur' }) },
    )
  return (
    <li>
      {one.logo !== null && <img className="kit-row-logo" src={logoSource(one.logo)} alt="" />}
      <div className="kit-row-text">
        <p>
          <strong>{one.nom}</strong> <span className="muted">{t.version(one.version)}</span>
        </p>
        <p className="muted">{territoriesInWords(one.departements)}</p>
        <p className="muted">{t.made(one.fait_le, one.fait_par)}</p>
      </div>
      <div className="ui-form-actions">
        <Button size="s" icon="document" aria-label={t.saveOf(one.nom)} isPending={file.isPending} onPress={save}>
          {t.save}
        </Button>
        <Button size="s" aria-label={t.renewOf(one.nom)} onPress={onRenew}>
          {t.renew}
        </Button>
        <Button size="s" variant="quiet" aria-label={t.removeOf(one.nom)} onPress={onRemove}>
          {t.remove}
        </Button>
      </div>
    </li>
  )
}

/** Kits made for this person's départements, and the key that signs them. */
export const KitList = ({ kits: { kits, departements, empreinte } }: { readonly kits: Kits }) => {
  const [making, setMaking] = useState<{ readonly before: KitResume | null } | null>(null)
  const [removing, setRemoving] = useState<KitResume | null>(null)
  const list = useFocusAfterRemoval(kits.length, '.kit-make')
  return (
    <PageSection title={t.title} help={t.help}>
      {kits.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul className="kit-list" aria-label={t.list} {...list}>
          {kits.map((one) => (
            <Row key={one.id} one={one} onRenew={() => setMaking({ before: one })} onRemove={() => setRemoving(one)} />
          ))}
        </ul>
      )}
      <Button
        variant={kits.length === 0 ? 'primary' : 'secondary'}
        icon="plus"
        className="kit-make"
        onPress={() => setMaking({ before: null })}
      >
        {t.make}
      </Button>
      <p>
        <span className="tabular">{t.key(empreinte)}</span>
        <br />
        <span className="muted">{t.keyHelp}</span>
      </p>
      {making !== null && <KitDialog before={making.before} allowed={departements} onClose={() => setMaking(null)} />}
      {removing !== null && <RemoveDialog one={removing} onClose={() => setRemoving(null)} />}
    </PageSection>
  )
}
