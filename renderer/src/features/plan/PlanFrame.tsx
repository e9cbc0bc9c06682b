import { CONTRAINTES, type Contrainte } from '#shared/plan/plan.ts'
import { hasRadius } from '#shared/search/query.ts'
import { fullNameOf } from '#shared/person/profile.ts'
import { plan } from '../../i18n/plan.ts'
import { useCall } from '../../lib/api.ts'
import { useCurrentPerson } from '../../lib/current-person.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { href } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import type { PlanEditor } from './use-plan.ts'
import { frameKey, type Proposals } from './use-proposals.ts'

const t = plan.frame
const RADII = [5, 10, 20, 30, 50, 100] as const

const radiusChoices = (km: number) =>
  [...new Set([...RADII, km])].toSorted((a, b) => a - b).map((value) => ({ value: String(value), label: t.radiusOf(value) }))

/** Whose plan it is. Their folder explains eligibility and fills the requests. */
const Person = ({ editor }: { readonly editor: PlanEditor }) => {
  const { personneId } = editor.doc
  const inFront = useCurrentPerson()
  const { data } = useCall('personnes.get', { id: personneId ?? '' }, { enabled: personneId !== null })
  const attach = (id: string | null) => editor.change((doc) => ({ ...doc, personneId: id }))
  return (
    <div className="plan-person">
      <span className="ui-label" id="plan-person">
        {t.person}
      </span>
      <div className="plan-person-line" role="group" aria-labelledby="plan-person">
        <Icon name="user" size={16} />
        {personneId === null ? (
          <span className="muted">{t.nobody}</span>
        ) : (
          <>
            <Link href={href.personne(personneId)}>{(data !== undefined && fullNameOf(data.profil)) || t.unnamed}</Link>
            <IconButton label={t.detach} icon="close" size="s" onPress={() => attach(null)} />
          </>
        )}
        {inFront !== null && inFront.id !== personneId && (
          <Button size="s" variant="quiet" onPress={() => attach(inFront.id)}>
            {t.attach(fullNameOf(inFront.profil))}
          </Button>
        )}
      </div>
    </div>
  )
}

type Props = { readonly editor: PlanEditor; readonly proposals: Proposals }

/** Where, how far and under what constraints: what narrows every need. */
export const PlanFrame = ({ editor, proposals }: Props) => {
  const { doc, change } = editor
  const stale = proposals.frame !== frameKey(doc) && doc.besoins.some(({ options }) => options.length > 0)
  const within = hasRadius(doc.lieu?.place)
  return (
    <section className="plan-frame" aria-label={t.name}>
      <div className="plan-frame-line">
        <PlaceField
          className="plan-place"
          label={t.place}
          chosen={doc.lieu?.label ?? ''}
          onChoose={({ place, label }) => change((now) => ({ ...now, lieu: { place, label } }))}
          onClear={() => change((now) => ({ ...now, lieu: null }))}
        />
        <Select
          label={t.radius}
          choices={radiusChoices(doc.rayonKm)}
          value={String(doc.rayonKm)}
          isDisabled={!within}
          onChange={(value) => change((now) => ({ ...now, rayonKm: Number(value) }))}
        />
        <CheckboxGroup
          inline
          label={t.constraints}
          value={doc.contraintes}
          onChange={(next) => change((now) => ({ ...now, contraintes: next as Contrainte[] }))}
        >
          {CONTRAINTES.map((one) => (
            <Checkbox key={one} value={one}>
              {plan.constraint[one]}
            </Checkbox>
          ))}
        </CheckboxGroup>
        <Person editor={editor} />
      </div>
      {doc.lieu === null && <p className="ui-description">{t.noPlace}</p>}
      {stale && (
        <Notice
          actions={
            <Button size="s" icon="refresh" isPending={proposals.busy} onPress={() => void proposals.again()}>
              {t.again}
            </Button>
          }
        >
          {t.changed}
        </Notice>
      )}
    </section>
  )
}
