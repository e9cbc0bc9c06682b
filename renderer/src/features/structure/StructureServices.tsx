import { useState } from 'react'
import type { Card } from '#shared/search/result.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { structure as t } from '../../i18n/structure.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { FreshnessMark } from '../../ui/sheet/FreshnessMark.tsx'
import { displayName } from '#shared/text/names.ts'
import { Section } from '../../ui/sheet/Section.tsx'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Enough services for a reader to need a filter. */
const MANY = 8

/** The services of one structure, all of them. */
export const StructureServices = ({ services, level }: { readonly services: readonly Card[]; readonly level: 2 | 3 }) => {
  const [text, setText] = useState('')
  const words = fold(text).split(/\s+/).filter(Boolean)
  const shown = services.filter(({ nom, resume, thematiques }) => {
    const haystack = fold(`${nom} ${resume} ${thematiques.map((value) => labelOf('thematiques', value)).join(' ')}`)
    return words.every((word) => haystack.includes(word))
  })
  return (
    <Section title={t.services(services.length)} level={level}>
      {services.length > MANY && (
        <div className="no-print">
          <SearchField label={t.filtrer} value={text} onChange={setText} />
        </div>
      )}
      {services.length === 0 && <p className="sheet-nothing">{t.aucunService}</p>}
      {services.length > 0 && shown.length === 0 && <p className="sheet-nothing">{t.aucunFiltre}</p>}
      <ul className="sheet-rows">
        {shown.map((card) => (
          <li key={card.id}>
            <Link href={href.service(card.id)}>{displayName(card.nom)}</Link>
            {card.resume !== '' && <span className="muted">{card.resume}</span>}
            <span className="sheet-meta">
              <FreshnessMark date={card.date_maj} />
              {card.commune !== null && <span>{card.commune}</span>}
              {card.frais !== null && <span>{labelOf('frais', card.frais)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
