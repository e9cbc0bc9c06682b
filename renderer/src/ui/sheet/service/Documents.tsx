import type { Service } from '#shared/catalogue/record.ts'
import { service as t } from '../../../i18n/service.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { Section } from '../Section.tsx'

/** « Les documents à fournir »; nothing at all when the service asks for none. */
export const Documents = ({ service, level }: { readonly service: Service; readonly level: 2 | 3 }) => {
  const { forms = [], online_form, credentials = [] } = service.dora ?? {}
  if (forms.length === 0 && online_form === undefined && credentials.length === 0) return null
  const Sub = `h${level + 1}` as 'h3' | 'h4'
  return (
    <Section title={t.documents} level={level}>
      {(forms.length > 0 || online_form !== undefined) && (
        <div className="sheet-sub">
          <Sub>{t.aCompleter}</Sub>
          <ul className="sheet-list">
            {forms.map(({ nom, url }) => (
              <li key={nom}>{url === undefined ? nom : <ExternalLink url={url}>{nom}</ExternalLink>}</li>
            ))}
            {online_form !== undefined && (
              <li>
                <ExternalLink url={online_form}>{t.formulaireEnLigne}</ExternalLink>
              </li>
            )}
          </ul>
        </div>
      )}
      {credentials.length > 0 && (
        <div className="sheet-sub">
          <Sub>{t.justificatifs}</Sub>
          <ul className="sheet-list">
            {credentials.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
