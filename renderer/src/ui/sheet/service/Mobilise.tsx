import type { ReactNode } from 'react'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { service as t } from '../../../i18n/service.ts'
import { sheet } from '../../../i18n/sheet.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { ContactLines } from '../ContactLines.tsx'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { Section } from '../Section.tsx'
import { contactOf, isReserved, personSteps, professionalSteps, sameSteps, type Step } from '#shared/catalogue/steps.ts'

type Shown = { readonly telephone: string | null; readonly courriel: string | null }

/** A number or an address already written just above is not written again beside its mode. */
const StepList = ({ steps, shown }: { readonly steps: readonly Step[]; readonly shown: Shown }) => (
  <ul className="sheet-list">
    {steps.map(({ mode, label, url, telephone, courriel, texte }) => (
      <li key={mode}>
        {url === undefined ? <span>{label}</span> : <ExternalLink url={url}>{label}</ExternalLink>}
        {telephone !== undefined && telephone !== shown.telephone && (
          <>
            {' '}
            <ExternalLink url={telephoneUrl(telephone)}>{displayPhone(telephone)}</ExternalLink>
          </>
        )}
        {courriel !== undefined && courriel !== shown.courriel && (
          <>
            {' '}
            <ExternalLink url={`mailto:${courriel}`}>{courriel}</ExternalLink>
          </>
        )}
        {texte !== undefined && <span className="sheet-steps-what">{texte}</span>}
      </li>
    ))}
  </ul>
)

type Props = {
  readonly data: ServiceSheet
  readonly level: 2 | 3
  /** Stands for a contact kept for professionals. */
  readonly reserved: ReactNode
}

/** « Mobiliser ce service »: whom to call or write to, then the ways in, for professionals and for the person. */
export const Mobilise = ({ data, level, reserved }: Props) => {
  const { service, structure } = data
  const professionals = professionalSteps(service, structure)
  const persons = personSteps(service, structure)
  const onlyProfessionals =
    service.mobilisable_par?.includes('usagers') === false && service.dora?.beneficiaries_access_modes === undefined
  const contact = contactOf(service, structure)
  const Sub = `h${level + 1}` as 'h3' | 'h4'
  return (
    <Section title={t.mobiliser} level={level} className="sheet-box">
      {isReserved(service) ? (
        <>
          {reserved}
          {structure !== null && (
            <div className="sheet-sub">
              <Sub>{t.contactStructure}</Sub>
              <ContactLines
                telephone={structure.telephone ?? null}
                courriel={structure.courriel ?? null}
                site={structure.site_web}
              />
            </div>
          )}
        </>
      ) : (
        <ContactLines {...contact} nom={service.dora?.contact_name} site={structure?.site_web} />
      )}
      {professionals.length > 0 && sameSteps(professionals, persons) ? (
        <div className="sheet-sub">
          <Sub>{t.pourTous}</Sub>
          <StepList steps={professionals} shown={contact} />
        </div>
      ) : (
        <>
          <div className="sheet-sub">
            <Sub>{t.pourPros}</Sub>
            {professionals.length > 0 ? (
              <StepList steps={professionals} shown={contact} />
            ) : (
              <p className="sheet-nothing">{sheet.nonRenseigne}</p>
            )}
          </div>
          <div className="sheet-sub">
            <Sub>{t.pourParticuliers}</Sub>
            {persons.length > 0 ? (
              <StepList steps={persons} shown={contact} />
            ) : (
              <p className="sheet-nothing">{onlyProfessionals ? t.parUnProfessionnel : sheet.nonRenseigne}</p>
            )}
          </div>
        </>
      )}
      {service.mobilisation_precisions && <p className="sheet-steps-what">{service.mobilisation_precisions}</p>}
    </Section>
  )
}
