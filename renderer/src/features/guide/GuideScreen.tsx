import { useState } from 'react'
import { guide as t } from '../../i18n/guide.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { showKeys } from '../../lib/keys-help.ts'
import { href, useQueryString } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Markdown } from '../../ui/sheet/Markdown.tsx'
import { GUIDE, pageFor } from './guide.ts'
import { searchGuide } from './read-guide.ts'
import './guide.css'

type Props = {
  /** The page asked; null for the list alone. */
  readonly id: string | null
}

/** Everything the product does, in French, without network: a list that a word narrows, and the page. */
export const GuideScreen = ({ id: asked }: Props) => {
  const [typed, setTyped] = useState('')
  const from = new URLSearchParams(useQueryString()).get('ecran')
  const id = asked ?? (from === null ? null : pageFor(from))
  const found = searchGuide(GUIDE, typed)
  const page = GUIDE.find((one) => one.id === id) ?? null
  return (
    <ScreenPage
      wide
      title={page?.title ?? t.title}
      actions={
        <>
          <Button icon="keyboard" onPress={showKeys}>
            {t.keys}
          </Button>
          <Link href={href.aPropos()}>{t.about}</Link>
        </>
      }
    >
      <div className="guide">
        <nav className="guide-list" aria-label={t.pages}>
          <SearchField label={t.search} value={typed} onChange={setTyped} />
          {found.length === 0 ? (
            <p role="status">{t.nothing}</p>
          ) : (
            <ul>
              {found.map((one) => (
                <li key={one.id}>
                  <Link href={href.pageAide(one.id)} quiet aria-current={one.id === id ? 'page' : 'false'}>
                    {one.title}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <h2>{t.elsewhere}</h2>
          <ul>
            {t.links.map(({ label, url }) => (
              <li key={url}>
                <ExternalLink url={url}>{label}</ExternalLink>
              </li>
            ))}
          </ul>
        </nav>
        <article className="guide-page">
          {page === null ? (
            <>
              {id !== null && <p>{t.unknown}</p>}
              <p>{t.intro}</p>
            </>
          ) : (
            <Markdown source={page.body} />
          )}
        </article>
      </div>
    </ScreenPage>
  )
}
