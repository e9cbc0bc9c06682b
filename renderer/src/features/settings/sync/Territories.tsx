import { useEffect, useState } from 'react'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { serverText as t } from '../../../i18n/sync.ts'
import { useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { TerritoryPicker } from '../../../ui/TerritoryPicker.tsx'

const CHOICES = [
  { value: 'france' as const, label: t.all, detail: t.allHelp },
  { value: 'choix' as const, label: t.some, detail: t.someHelp },
]

/** As many as a desk accepts to carry one by one (contract `sync.setTerritories`). */
const MAX = 101

const sameCodes = (one: Iterable<string>, other: Iterable<string>) => [...one].sort().join() === [...other].sort().join()

/** What this desk carries. Nothing changes before « Appliquer », which says what will. */
export const Territories = ({ status: { territoires } }: { readonly status: SyncStatus }) => {
  const [mode, setMode] = useState<'france' | 'choix'>(territoires.length === 0 ? 'france' : 'choix')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(territoires))
  const action = useAction('sync.setTerritories')
  const kept = territoires.join()
  // Changed in another window.
  useEffect(() => {
    const now = kept === '' ? [] : kept.split(',')
    setMode(now.length === 0 ? 'france' : 'choix')
    setChosen(new Set(now))
  }, [kept])

  const wanted = mode === 'france' ? [] : [...chosen].sort()
  const valid = mode === 'france' || (wanted.length > 0 && wanted.length <= MAX)
  const changed = mode === 'france' ? territoires.length > 0 : !sameCodes(wanted, territoires)
  const loses = mode === 'choix' && (territoires.length === 0 || territoires.some((code) => !chosen.has(code)))
  const brings = mode === 'choix' && territoires.length > 0 && wanted.some((code) => !territoires.includes(code))
  const apply = () => action.mutate({ departements: wanted }, { onSuccess: () => showToast({ message: t.applied }) })
  return (
    <div className="server-form">
      <RadioGroup label={t.territories} description={t.territoriesHelp} choices={CHOICES} value={mode} onChange={setMode} />
      {mode === 'choix' && <TerritoryPicker chosen={chosen} onChange={setChosen} />}
      {wanted.length > MAX && <Notice tone="warn">{t.tooMany}</Notice>}
      {changed && valid && (
        <Notice>
          {mode === 'france' && <p>{t.effectAll}</p>}
          {brings && <p>{t.effectMore}</p>}
          {loses && <p>{t.effectFewer}</p>}
        </Notice>
      )}
      {action.error !== null && (
        <Notice tone="bad" urgent>
          {action.error.message}
        </Notice>
      )}
      {changed && (
        <Button variant="primary" isDisabled={!valid || action.isPending} onPress={apply} className="server-do">
          {t.apply}
        </Button>
      )}
    </div>
  )
}
