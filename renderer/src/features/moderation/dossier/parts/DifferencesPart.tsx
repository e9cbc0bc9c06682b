import type { DossierView } from '#shared/moderation/dossier.ts'
import { labelOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import { differencesPart as t, dossier } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { useZoneNames } from '../../../../lib/use-zone-names.ts'
import { WordChanges } from '../../../../lib/WordChanges.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import { changeOf, type Change } from '../differences.ts'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'

const zoneCodes = (values: readonly Json[]): readonly string[] =>
  values.flatMap((value) => (Array.isArray(value) ? value.map(String) : []))

/** Texts longer than that are told word by word; shorter ones as what was and what is. */
const SHORT = 40

const ListChange = ({ change }: { readonly change: Extract<Change, { kind: 'list' }> }) => (
  <ul className="dossier-change-list">
    {change.added.map((one) => (
      <li key={`+${one}`} className="dossier-added">
        <Icon name="plus" size={14} />
        <VisuallyHidden>{`${t.added}\u202f: `}</VisuallyHidden>
        <ins>{one}</ins>
      </li>
    ))}
    {change.removed.map((one) => (
      <li key={`-${one}`} className="dossier-removed">
        <Icon name="minus" size={14} />
        <VisuallyHidden>{`${t.removed}\u202f: `}</VisuallyHidden>
        <del>{one}</del>
      </li>
    ))}
    {change.kept > 0 && <li className="muted">{t.kept(change.kept)}</li>}
  </ul>
)

const TextChange = ({ from, to }: { readonly from: string; readonly to: string }) =>
  from !== '' && to !== '' && (from.length > SHORT || to.length > SHORT) ? (
    <WordChanges from={from} to={to} brief />
  ) : (
    <p className="dossier-before-after">
      <VisuallyHidden>{`${t.before}\u202f: `}</VisuallyHidden>
      {from === '' ? <span className="muted">{t.empty}</span> : <del>{from}</del>}
      <span aria-hidden="true">→</span>
      <VisuallyHidden>{`. ${t.after}\u202f: `}</VisuallyHidden>
      {to === '' ? <span className="muted">{t.empty}</span> : <ins>{to}</ins>}
    </p>
  )

type ChangedProps = {
  readonly label: string
  readonly champ: string
  readonly avant: Json
  readonly apres: Json
  readonly nameOf: (code: string) => string | null
}

const Changed = ({ label, champ, avant, apres, nameOf }: ChangedProps) => {
  const change = changeOf(champ, avant, apres, nameOf)
  return (
    <div>
      <dt>{label}</dt>
      <dd>{change.kind === 'list' ? <ListChange change={change} /> : <TextChange {...change} />}</dd>
    </div>
  )
}

/** Field by field, what has changed since somebody last validated the sheet. A sheet that waits for its first look says so by its status. */
export const DifferencesPart = ({
  view: { differences, cible },
  sheet,
}: {
  readonly view: DossierView
  readonly sheet: Sheet
}) => {
  const champs = differences?.champs ?? []
  const nameOf = useZoneNames(
    zoneCodes(champs.flatMap(({ champ, avant, apres }) => (champ === 'zone_eligibilite' ? [avant, apres] : []))),
  )
  if (differences === null && sheet.statut === 'NEED_INITIAL_MODERATION') return null
  const since = differences === null ? null : t.since(formatDate(differences.depuis))
  if (champs.length === 0)
    return (
      <Part title={dossier.sections.differences} aside={since !== null && <span className="muted">{since}</span>}>
        <p className="muted">{differences === null ? t.never : t.none}</p>
      </Part>
    )
  return (
    <Part
      title={dossier.sections.differences}
      pressing
      aside={<span className="muted">{[since, t.count(champs.length)].join(' · ')}</span>}
    >
      <dl className="dossier-changes">
        {champs.map((one) => (
          <Changed key={one.champ} label={labelOf(cible.kind, one.champ)} nameOf={nameOf} {...one} />
        ))}
      </dl>
    </Part>
  )
}
