import { useState } from 'react'
import { isDeployable } from '#shared/deployment/state.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { rules as t } from '../../../i18n/deploiement.ts'
import { readAgain, useAction, useCall } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TerritoryPicker } from '../../../ui/TerritoryPicker.tsx'

/** A rule is made in two steps: its effect is seen, then it is added. */
export const RuleDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const sources = useCall('catalogue.info', undefined).data?.sources ?? []
  const [source, setSource] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const look = useAction('deploiement.tryRule')
  const add = useAction('deploiement.addRule')
  const departements = [...chosen].filter(isDeployable)
  const ready = source !== null && departements.length > 0
  const effect = look.data
  const again = () => {
    look.reset()
    add.reset()
  }
  const confirm = () => {
    if (source === null) return
    if (effect === undefined) {
      look.mutate({ source, departements })
      return
    }
    add.mutate(
      { source, departements },
      {
        onSuccess: ({ services, structures, differe }) => {
          showToast({ message: differe ? t.later : t.added(services, structures) })
          void readAgain('deploiement.rules')
          onClose()
        },
      },
    )
  }
  return (
    <ActDialog
      title={t.addTitle}
      confirm={effect === undefined ? t.look : t.confirm}
      isBusy={look.isPending || add.isPending}
      isDisabled={!ready}
      error={look.error ?? add.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Select
        label={t.source}
        choices={sources.map((one) => ({ value: one.source, label: labelOf('sources', one.source) }))}
        value={source}
        onChange={(value) => {
          setSource(value)
          again()
        }}
        isRequired
      />
      <div role="group" aria-label={t.where}>
        <TerritoryPicker
          chosen={chosen}
          onChange={(codes) => {
            setChosen(codes)
            again()
          }}
        />
      </div>
      <div role="status">
        {effect !== undefined && (
          <Notice tone={effect.services + effect.structures === 0 ? 'info' : 'warn'}>
            <p>{t.effect(effect.services, effect.structures)}</p>
            <p>{t.comesBack}</p>
          </Notice>
        )}
      </div>
    </ActDialog>
  )
}
