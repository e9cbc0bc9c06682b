import { app } from '../../i18n/app.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'

/** Said on every screen while every record was made up: nobody should be sent to an invented door. */
export const DemoBanner = () => {
  const { data } = useCall('catalogue.info', undefined)
  if (data?.demonstration !== true) return null
  return (
    <aside className="demo" aria-label={app.demonstration}>
      <Icon name="warning" size={16} />
      <p>
        <strong>{app.demonstration}</strong>
        {'\u202f: '}
        {app.demonstrationText} <Link href={href.aPropos()}>{app.demonstrationHow}</Link>
      </p>
    </aside>
  )
}
