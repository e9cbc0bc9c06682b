import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { conditions } from '../i18n/conditions.ts'
import { versionDay } from './account.ts'
import { formatDate } from './format.ts'

/** The conditions of use in force, on a page or in a dialog. */
export const ConditionsText = ({ level }: { readonly level: 2 | 3 }) => {
  const Title = `h${level}` as const
  return (
    <div className="prose">
      <p className="muted">{conditions.version(formatDate(versionDay(CGU_VERSION)))}</p>
      {conditions.sections.map(({ title, lines }) => (
        <section key={title}>
          <Title>{title}</Title>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </div>
  )
}
