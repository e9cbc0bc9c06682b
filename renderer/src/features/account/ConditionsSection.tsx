import { CGU_VERSION, type Compte } from '#shared/accounts/compte.ts'
import { accountText as t } from '../../i18n/account.ts'
import { versionDay } from '../../lib/account.ts'
import { formatDate } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'

/** Which conditions are in force, and whether they were accepted. */
export const ConditionsSection = ({ compte, due }: { readonly compte: Compte; readonly due: boolean }) => {
  const accepted = compte.cgu[CGU_VERSION]
  return (
    <PageSection title={t.conditions}>
      <p>
        {t.conditionsVersion(formatDate(versionDay(CGU_VERSION)))}{' '}
        {accepted !== undefined && t.conditionsAccepted(formatDate(accepted))}
      </p>
      {due ? (
        <Notice tone="warn">
          {t.conditionsDue} <Link href={href.conditions()}>{t.conditionsAccept}</Link>
        </Notice>
      ) : (
        <p>
          <Link href={href.conditions()}>{t.conditionsRead}</Link>
        </p>
      )}
    </PageSection>
  )
}
