import { memo } from 'react'
import { t } from '../../i18n/search.ts'
import { PlaceBox } from './PlaceBox.tsx'
import { RadiusControl } from './RadiusControl.tsx'
import { WordsBox } from './WordsBox.tsx'
import './TopBar.css'

/** What is asked: words, place, radius. One line, always there. */
export const TopBar = memo(({ onDown }: { readonly onDown: () => void }) => (
  <div className="topbar" role="search" aria-label={t.title}>
    <WordsBox onDown={onDown} />
    <PlaceBox />
    <RadiusControl />
  </div>
))
