import { installed as t } from '../../i18n/kit.ts'
import { Link } from '../../ui/Link.tsx'
import { useCall } from '../api.ts'
import { href } from '../route.ts'
import { InstalledKit } from './InstalledKit.tsx'

/** What the territory says on this desk; without a kit, where one is installed. Settings tell why one cannot be read. */
export const TerritoryKit = () => {
  const { data } = useCall('kit.installed', undefined)
  if (data === undefined) return null
  if (data !== null)
    return (
      <section aria-labelledby="territory-kit">
        <h2 id="territory-kit">{t.title}</h2>
        <InstalledKit installed={data} />
      </section>
    )
  return (
    <p>
      {t.invite} <Link href={href.reglages('kit')}>{t.inviteLink}</Link>
    </p>
  )
}
