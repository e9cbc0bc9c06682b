import { useState } from 'react'
import type { Settings } from '#shared/contract/app.ts'
import { folders } from '../../../i18n/people-folders.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { Select } from '../../../ui/Select.tsx'
import { ChangeCodeDialog } from './ChangeCodeDialog.tsx'

const t = folders.settings

const MINUTES = [2, 5, 10, 30] as const
const DAYS = [30, 90, 180, 365] as const
const LOCK_CHOICES = MINUTES.map((count) => ({ value: String(count), label: t.minutes(count) }))
const KEEP_CHOICES = DAYS.map((count) => ({ value: String(count), label: t.days(count) }))

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** How long folders of people stay open, and how long they are kept; their code. */
export const FoldersSection = ({ settings, set }: Props) => {
  const { data: lock } = useCall('personnes.verrou', undefined)
  const [changing, setChanging] = useState(false)
  return (
    <PageSection title={t.title} help={t.help}>
      <Select
        label={t.lock}
        choices={LOCK_CHOICES}
        value={String(settings.verrouApresMin)}
        onChange={(value) => {
          const found = MINUTES.find((count) => String(count) === value)
          if (found !== undefined) set({ verrouApresMin: found })
        }}
      />
      <Select
        label={t.keep}
        choices={KEEP_CHOICES}
        value={String(settings.dossiersJours)}
        onChange={(value) => {
          const found = DAYS.find((count) => String(count) === value)
          if (found !== undefined) set({ dossiersJours: found })
        }}
      />
      <div className="settings-actions">
        {lock?.etat === 'a-creer' && <p className="ui-description">{t.noCode}</p>}
        {lock !== undefined && lock.etat !== 'a-creer' && (
          <Button size="s" icon="lock" onPress={() => setChanging(true)}>
            {folders.code.change}
          </Button>
        )}
        <Link href={href.personnes()}>{t.goTo}</Link>
      </div>
      {changing && <ChangeCodeDialog onClose={() => setChanging(false)} />}
    </PageSection>
  )
}
