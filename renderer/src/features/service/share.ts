import type { Service, Structure } from '#shared/catalogue/record.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { mailtoUrl } from '#shared/text/contact.ts'
import { addressLine } from '#shared/text/address.ts'
import { personSteps, professionalSteps, type Step } from '#shared/catalogue/steps.ts'

const stepLines = (steps: readonly Step[]): string =>
  steps
    .map(
      ({ label, url, telephone, courriel, texte }) =>
        `- ${[label, url ?? telephone ?? courriel ?? texte].filter(Boolean).join(' : ')}`,
    )
    .join('\n')

/** An e-mail without recipient that tells someone of a service (dora-screens.md §3.4). */
export const shareUrl = (service: Service, structure: Structure | null): string => {
  const publics = service.publics ?? []
  const professionals = professionalSteps(service, structure)
  const persons = personSteps(service, structure)
  const paragraphs = [
    'Bonjour,',
    `Voici une solution qui pourrait convenir : « ${service.nom} »${structure === null ? '' : `, proposée par ${structure.nom}`}.`,
    addressLine(service) === null ? null : `Adresse : ${addressLine(service)}`,
    `Publics : ${publics.length === 0 ? 'tous publics' : publics.map((value) => labelOf('publics', value)).join(', ')}`,
    persons.length === 0 ? null : `Pour les particuliers :\n${stepLines(persons)}`,
    professionals.length === 0 ? null : `Pour les professionnels :\n${stepLines(professionals)}`,
    service.lien_source ? `La fiche : ${service.lien_source}` : null,
  ]
  return mailtoUrl({
    subject: 'On vous a recommandé une solution',
    body: paragraphs.filter((text) => text !== null).join('\n\n'),
  })
}
