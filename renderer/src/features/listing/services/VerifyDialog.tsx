import { useState } from 'react'
import { SERVICE_GROUPS } from '#shared/listing/groups.ts'
import { Verification } from '#shared/catalogue/record.ts'
import type { FlatDoc, ServiceLine } from '#shared/contract/listing.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { tableText, verifyText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { useCall } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { href, navigate } from '../../../lib/route.ts'
import { territoryName } from '../../../lib/territories.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Fact, Facts } from '../../../ui/sheet/Facts.tsx'
import { nameOf, textOf } from '../lines.ts'
import { listingValue } from '../../../lib/listing-value.ts'
import { useServices } from './context.ts'

const verifiedOn = (doc: FlatDoc, groupe: string): string | null => {
  const all = doc['dora.verifications']
  if (typeof all !== 'object' || all === null) return null
  const one = Verification.safeParse((all as Readonly<Record<string, unknown>>)[groupe])
  return one.success ? one.data.le : null
}

/** Where it is open to, by its name when this desk knows it. */
const useZone = ({ id, doc }: ServiceLine): string => {
  const { data } = useCall('catalogue.service', { id })
  if (data !== undefined) return data.zone.label
  const codes = doc['zone_eligibilite']
  return Array.isArray(codes) ? codes.map((code) => territoryName(String(code))).join(', ') : ''
}

const KEY = ['dora.short_desc', 'modes_accueil', 'frais', 'dora.recurrence', 'dora.suspension_date'] as const
const KEY_LABELS = new Map(
  SERVICE_GROUPS.flatMap(({ champs }) => champs.map(({ champ, label }): readonly [string, string] => [champ, label])),
)

const Essentials = ({ line }: { readonly line: ServiceLine }) => {
  const zone = useZone(line)
  const contact = ['dora.contact_name', 'telephone', 'courriel'].map((champ) => textOf(line, champ)).filter(Boolean)
  const kept = Array.isArray(line.doc['dora.contact_masque'])
  const place = ['adresse', 'code_postal', 'commune'].map((champ) => textOf(line, champ)).filter(Boolean)
  return (
    <Facts>
      <Fact term={t.zone}>{zone || t.none}</Fact>
      <Fact term={t.place}>{place.join(' ') || t.none}</Fact>
      <Fact term={t.contact}>{contact.join(' · ') || (kept ? t.masked : t.none)}</Fact>
      <Fact term={t.type}>{textOf(line, 'type') === '' ? t.none : labelOf('types', textOf(line, 'type'))}</Fact>
      {KEY.map((champ) => (
        <Fact key={champ} term={KEY_LABELS.get(champ) ?? champ}>
          {listingValue(champ, line.doc[champ]) || t.none}
        </Fact>
      ))}
    </Facts>
  )
}

type Props = { readonly line: ServiceLine; readonly onClose: () => void }

/** What to read again before saying that a service is still right: whole, or some groups of its fields only. */
export const VerifyDialog = ({ line, onClose }: Props) => {
  const { acts, listing } = useServices()
  const structureId = listing.structure.id
  const [groups, setGroups] = useState<readonly string[]>(SERVICE_GROUPS.map(({ code }) => code))
  const all = groups.length === SERVICE_GROUPS.length
  const submit = () => {
    if (groups.length === 0) return
    onClose()
    void acts.verify([line.id], all ? [] : groups)
  }
  return (
    <Dialog isOpen onClose={onClose} title={t.title(nameOf(line))} size="l">
      <Form onSubmit={submit}>
        <p className="ui-description">{t.intro}</p>
        <div className="listing-essentials">
          <Essentials line={line} />
        </div>
        <CheckboxGroup label={t.groups} value={[...groups]} onChange={setGroups} className="listing-groups">
          {SERVICE_GROUPS.map(({ code, label }) => {
            const on = verifiedOn(line.doc, code)
            return (
              <Checkbox key={code} value={code} description={on === null ? t.never : t.verifiedOn(formatDate(on))}>
                {label}
              </Checkbox>
            )
          })}
        </CheckboxGroup>
        <div className="ui-form-actions">
          <Button type="submit" variant="primary" icon="check" isDisabled={groups.length === 0} autoFocus>
            {all ? t.confirm : t.confirmSome(groups.length)}
          </Button>
          <Button icon="pencil" onPress={() => navigate(href.modifier('service', structureId, line.id))}>
            {tableText.modify}
          </Button>
          <Button onPress={onClose}>{people.cancel}</Button>
        </div>
      </Form>
    </Dialog>
  )
}
