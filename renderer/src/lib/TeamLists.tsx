import { useState } from 'react'
import { listsText as t } from '../i18n/lists.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { CheckboxGroup } from '../ui/CheckboxGroup.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Link } from '../ui/Link.tsx'
import { Popover } from '../ui/Popover.tsx'
import { client, useCall } from './api.ts'
import { href } from './route.ts'
import { showToast } from './toasts.ts'
import './TeamNotes.css'

type Props = { readonly kind: 'service' | 'structure'; readonly id: string; readonly nom: string }

/** Which lists of the team a sheet is in, ticked or not: from the sheet itself. Nothing for who is member of no structure. */
export const TeamLists = ({ kind, id, nom }: Props) => {
  const { data } = useCall('listes.list', undefined)
  const [busy, setBusy] = useState(false)
  const account = useCall('account.state', undefined)
  if (data === undefined || account.data?.compte == null) return null
  const inside = data.filter(({ lignes }) => lignes.some((line) => line.kind === kind && line.id === id)).map((list) => list.id)
  const put = async (next: readonly string[]) => {
    setBusy(true)
    try {
      for (const list of next.filter((one) => !inside.includes(one)))
        await client.call('listes.ajouter', { id: list, ligne: { kind, id, nom } })
      for (const list of inside.filter((one) => !next.includes(one)))
        await client.call('listes.retirer', { id: list, ligne: { kind, id } })
    } catch (error) {
      showToast({ tone: 'erreur', message: error instanceof Error ? error.message : t.failed })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover label={t.addToOf(nom)} trigger={<IconButton icon="list" label={t.addTo} />}>
      <div className="team-lists">
        {data.length === 0 ? (
          <p>{t.empty}</p>
        ) : (
          <CheckboxGroup label={t.addTo} value={inside} onChange={(next) => void put(next)} isDisabled={busy}>
            {data.map((list) => (
              <Checkbox key={list.id} value={list.id}>
                {list.nom}
              </Checkbox>
            ))}
          </CheckboxGroup>
        )}
        <Link href={href.listes()}>{t.back}</Link>
      </div>
    </Popover>
  )
}
