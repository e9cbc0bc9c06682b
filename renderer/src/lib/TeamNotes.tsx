import { listsText as t } from '../i18n/lists.ts'
import { Link } from '../ui/Link.tsx'
import { Section } from '../ui/sheet/Section.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useCall } from './api.ts'
import { formatDate } from './format.ts'
import { href } from './route.ts'
import './TeamNotes.css'

type Props = { readonly kind: 'service' | 'structure'; readonly id: string; readonly level: 2 | 3 }

/** What the team has written of a sheet, on the sheet; nothing when nobody did. */
export const TeamNotes = ({ kind, id, level }: Props) => {
  const { data } = useCall('listes.notes', { kind, id })
  if (data === undefined || data.length === 0) return null
  return (
    <Section title={t.notes} level={level}>
      <ul className="team-notes">
        {data.map(({ listeId, liste, note, etiquettes, par, le }) => (
          <li key={listeId}>
            {note !== '' && <p className="team-note">{note}</p>}
            {etiquettes.length > 0 && (
              <p className="team-tags">
                {etiquettes.map((tag) => (
                  <Tag key={tag}>{tag}</Tag>
                ))}
              </p>
            )}
            <p className="muted">
              <Link href={href.liste(listeId)}>{t.inList(liste)}</Link>
              {le !== '' && ` · ${t.written(par, formatDate(le.slice(0, 10)))}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
