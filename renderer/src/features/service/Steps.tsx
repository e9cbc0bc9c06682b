import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { service as t } from '../../i18n/service.ts'
import { sheet } from '../../i18n/sheet.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { displayPhone, telephoneUrl } from '../../ui/sheet/contact.ts'
import { Section } from '../../ui/sheet/Section.tsx'
import { personSteps, professionalSteps, type Step } from './steps.ts'

const StepList = ({ steps }: { readonly steps: readonly Step[] }) => (
  <ul className="sheet-steps">
    {steps.map(({ mode, label, url, telephone, courriel, texte }) => (
      <li key={mode}>
        {url === undefined ? <span>{label}</span> : <ExternalLink url={url}>{label}</ExternalLink>}
        {telephone !== undefined && (
          <span className="tabular">
            <ExternalLink url={telephoneUrl(telephone)}>{displayPhone(telephone)}</ExternalLink>
          </span>
        )}
        {courriel !== undefined && (
          <span>
            <ExternalLink url={`mailto:${courriel}`}>{courriel}</ExternalLink>
          </span>
        )}
        {texte !== undefined && <span className="sheet-steps-what">{texte}</span>}
      </li>
    ))}
  </ul>
)

/** « Les démarches à réaliser »: for professionals, for the person, and the free words of the producer. */
export const Steps = ({ data: { service, structure }, level }: { readonly data: ServiceSheet; readonly level: 2 | 3 }) => {
  const professionals = professionalSteps(service, structure)
  const persons = personSteps(service, structure)
  const onlyProfessionals =
    service.mobilisable_par?.includes('usagers') === false && service.dora?.beneficiaries_access_modes === undefined
  const Sub = `h${level + 1}` as 'h3' | 'h4'
  return (
    <Section title={t.demarches} level={level}>
      <div className="sheet-sub">
        <Sub>{t.pourPros}</Sub>
        {professionals.length > 0 ? <StepList steps={professionals} /> : <p className="sheet-nothing">{sheet.nonRenseigne}</p>}
      </div>
      <div className="sheet-sub">
        <Sub>{t.pourParticuliers}</Sub>
        {persons.length > 0 ? (
          <StepList steps={persons} />
        ) : (
          <p className="sheet-nothing">{onlyProfessionals ? t.parUnProfessionnel : sheet.nonRenseigne}</p>
        )}
      </div>
      {service.mobilisation_precisions && <p className="sheet-steps-what">{service.mobilisation_precisions}</p>}
    </Section>
  )
}
