import type { DraftView } from '#shared/orientation/draft.ts'
import { displayPhone } from '#shared/orientation/formats.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { href } from '../../lib/route.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Link } from '../../ui/Link.tsx'
import { startsOpen } from './starts-open.ts'

const text = draftsText.service

const Row = ({ name, children }: { readonly name: string; readonly children: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** What the service said when the draft was opened, beside the form: no need to leave it to look. */
export const ServiceRecap = ({ draft }: { readonly draft: DraftView }) => {
  const { service } = draft
  const contact = [service.telephone === null ? '' : displayPhone(service.telephone), service.courriel ?? ''].filter(
    (each) => each !== '',
  )
  const documents = [...service.formulaires.map(({ nom }) => nom), ...service.documents]
  return (
    <section className="draft-panel" aria-label={text.titre}>
      <h2>{service.nom}</h2>
      {service.structure !== '' && <p className="muted">{service.structure}</p>}
      <Disclosure title={text.resume} level={3} defaultExpanded={startsOpen()}>
        <dl className="draft-facts">
          {service.adresse !== '' && <Row name={text.adresse}>{service.adresse}</Row>}
          {contact.length > 0 && <Row name={text.contact}>{contact.join(' · ')}</Row>}
          <Row name={text.publics}>{service.publics.length === 0 ? text.tousPublics : service.publics.join(', ')}</Row>
          <Row name={text.documents}>{documents.length === 0 ? text.aucunDocument : documents.join(', ')}</Row>
          {service.payant !== null && <Row name={text.frais}>{service.payant}</Row>}
        </dl>
      </Disclosure>
      {draft.serviceDisponible && <Link href={href.service(service.id)}>{text.fiche}</Link>}
    </section>
  )
}
