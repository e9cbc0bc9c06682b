import { memo } from 'react'
import type { Ligne, Preuve } from '#shared/gaps/line.ts'
import { placeLabel, PREUVE_LABELS, reasonsInWords, themeLabel } from '#shared/gaps/say.ts'
import { emptyQuery, toAddress } from '#shared/search/address.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { gaps as t } from '../../../i18n/manques.ts'
import { href } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import type { IconName } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Tag } from '../../../ui/Tag.tsx'

const ICONS: Readonly<Record<Preuve, IconName>> = {
  recherches: 'search',
  declarations: 'warning',
  alentours: 'target',
  offre: 'building',
}

/** Wide enough to see who is the nearest that has it. */
const AROUND_KM = 100

/** Where to look for who has it: around the most peopled commune of a zone, in the whole of what is wider. */
const nearby = ({ niveau, commune, departement, region, thematique }: Ligne): string => {
  const place: PlaceRef | null =
    niveau === 'zone' && commune !== null
      ? { kind: 'commune', code: commune }
      : departement !== null
        ? { kind: 'departement', code: departement }
        : region !== null
          ? { kind: 'region', code: region }
          : null
  const query = emptyQuery()
  return href.recherche(
    toAddress({ ...query, place, radiusKm: AROUND_KM, filters: { ...query.filters, thematiques: [thematique] } }),
  )
}

type Props = { readonly line: Ligne; readonly rank: number; readonly onMap: (thematique: string) => void }

/** A gap: what and where, what tells it, and why in words. */
export const GapRow = memo(({ line, rank, onMap }: Props) => {
  const id = `gap-${rank}`
  const place = placeLabel(line)
  const theme = themeLabel(line.thematique)
  return (
    <li className="gaps-row" aria-labelledby={id}>
      <p className="gaps-rank tabular" aria-hidden="true">
        {rank}
      </p>
      <div className="gaps-what">
        <h3 id={id}>
          {theme} <span className="gaps-where">{place}</span>
        </h3>
        <p className="gaps-tags">
          {line.preuves.map((preuve) => (
            <Tag key={preuve} icon={ICONS[preuve]} tone={preuve === 'recherches' ? 'accent' : 'neutral'}>
              {PREUVE_LABELS[preuve]}
            </Tag>
          ))}
          <span className="muted tabular">{t.index(line.score)}</span>
          <span className="muted tabular">{t.inhabitants(line.population)}</span>
        </p>
        <ul className="gaps-why">
          {reasonsInWords(line).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className="gaps-acts">
          <Link href={nearby(line)} aria-label={`${t.nearby}, ${theme}, ${place}`}>
            {t.nearby}
          </Link>
          <Button
            size="s"
            variant="quiet"
            icon="map"
            onPress={() => onMap(line.thematique)}
            aria-label={`${t.onMap}, ${theme}, ${place}`}
          >
            {t.onMap}
          </Button>
        </p>
      </div>
    </li>
  )
})
