import type { SyncProgress } from '#shared/contract/sync.ts'
import { exchanges as t } from '../i18n/sync.ts'
import { Progress } from '../ui/Progress.tsx'
import { percentOf } from './exchange-state.ts'

/** What is being received, how much of it has come. */
export const SyncProgressBar = ({ progress }: { readonly progress: SyncProgress }) => {
  const { phase, fait, total, unite } = progress
  return (
    <Progress
      label={t.phases[phase]}
      detail={unite === 'octets' ? t.bytes(fait, total) : t.records(fait, total)}
      percent={percentOf(progress)}
    />
  )
}
