import type { DoublonView } from '#shared/moderation/doublon.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { displayName } from '#shared/text/names.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { formatDate } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { Link } from '../../../ui/Link.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'

type Props = { readonly view: DoublonView; readonly kept: string; readonly onKeep: (id: string) => void }

/** Who the two are, and which one stays. */
export const Sides = ({ view: { doublon, cotes, refus }, kept, onKeep }: Props) => {
  const held = cotes.flatMap(({ id }) => (id === kept ? [] : [refus[id]])).filter((why) => why !== undefined)
  return (
    <div className="doublons-sides">
      <RadioGroup
        label={t.keep}
        value={kept}
        onChange={onKeep}
        choices={cotes.map(({ id, nom, source, date_maj, personnes, services, vues }) => ({
          value: id,
          label: displayName(nom),
          detail: `${t.source(labelOf('sources', source), formatDate(date_maj))} · ${t.facts(personnes, services, vues)}`,
        }))}
      />
      <p className="doublons-links">
        {cotes.map(({ id, nom }) => (
          <Link key={id} href={href[doublon.kind](id)}>
            {`${t.open}\u202f: ${displayName(nom)}`}
          </Link>
        ))}
      </p>
      {held.map((why) => (
        <Notice key={why} tone="warn">
          {why}
        </Notice>
      ))}
    </div>
  )
}
