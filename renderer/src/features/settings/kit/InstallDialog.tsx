import { useState } from 'react'
import type { KitLu } from '#shared/contract/kit.ts'
import { install as t, installed } from '../../../i18n/kit.ts'
import { useAction } from '../../../lib/api.ts'
import { InstalledKit } from '../../../lib/kit/InstalledKit.tsx'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { takesAtFirst } from './server-choice.ts'
import './install.css'

type Props = { readonly base64: string; readonly lu: KitLu; readonly onClose: () => void }

const CONFIRM = { nouveau: t.confirm, autre: t.confirm, identique: t.again, 'mise-a-jour': t.updateConfirm } as const

const Key = ({ lu: { empreinte, confirmee, suite, kit } }: { readonly lu: KitLu }) => (
  <div className="install-key">
    <p>{t.signedBy(kit.serveur)}</p>
    <p>
      {t.fingerprint}
      {'\u202f: '}
      <strong className="tabular install-fingerprint">{empreinte}</strong>
    </p>
    {suite === 'nouveau' && confirmee !== true && <Notice tone="warn">{t.check}</Notice>}
    {suite !== 'nouveau' && <p className="ui-description">{t.same}</p>}
    {confirmee === true && <Notice tone="good">{t.confirmed}</Notice>}
    {confirmee === false && (
      <Notice tone="bad" urgent>
        {t.unknownKey}
      </Notice>
    )}
  </div>
)

/** What a kit is, once its signature is known to be good, and what installing it changes. */
export const InstallDialog = ({ base64, lu, onClose }: Props) => {
  const { kit, suite, serveur, referentiels_autres: others } = lu
  const asks = serveur.ici !== null && !serveur.memes
  const [takes, setTakes] = useState(() => takesAtFirst(lu))
  const action = useAction('kit.install')
  const confirm = () =>
    action.mutate(
      { base64, serveur: takes && asks },
      {
        onSuccess: () => {
          showToast({ message: installed.done(kit.nom) })
          onClose()
        },
      },
    )
  return (
    <ActDialog
      title={t.title(kit.nom)}
      confirm={CONFIRM[suite]}
      size="m"
      isBusy={action.isPending}
      error={action.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {t.identity(kit.nom, kit.fait_le, kit.fait_par)} {t.suite[suite]}
      </p>
      <Key lu={lu} />
      <InstalledKit installed={{ kit, empreinte: lu.empreinte, installe_le: '' }} />
      {others.length > 0 && <Notice tone="warn">{t.otherLists(others.length)}</Notice>}
      <div>
        <p className="ui-label">{t.effects}</p>
        <ul className="install-effects">
          {serveur.ici === null && <li>{t.effectServer(kit.serveur)}</li>}
          <li>{t.effectTerritory(kit.departements.map(territoryName).join(', '))}</li>
          <li>{t.effectPlace(kit.lieu.label)}</li>
        </ul>
      </div>
      {asks && (
        <Checkbox
          isSelected={takes}
          onChange={setTakes}
          description={t.useServerHelp(serveur.embarque ? t.embedded : (serveur.ici ?? ''))}
        >
          {t.useServer(kit.serveur)}
        </Checkbox>
      )}
    </ActDialog>
  )
}
