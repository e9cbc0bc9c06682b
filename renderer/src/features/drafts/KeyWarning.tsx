import { useCall } from '../../lib/api.ts'
import { Icon } from '../../ui/Icon.tsx'

/**
 * Said where personal data are typed, not in the settings alone: on this machine the key that protects them is kept in a file.
 * Nothing where the system keeps it.
 */
export const KeyWarning = () => {
  const { data } = useCall('app.info', undefined)
  const warning = data?.protection.avertissement ?? null
  return warning === null ? null : (
    <p className="draft-warning no-print">
      <Icon name="warning" size={16} />
      <span>{warning}</span>
    </p>
  )
}
