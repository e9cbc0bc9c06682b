import { memo } from 'react'
import { labelOf } from '#shared/reference/labels.ts'
import type { SearchResult } from '#shared/search/result.ts'
import { t } from '../../i18n/search.ts'
import { Icon } from '../../ui/Icon.tsx'
import { replaceWord } from './replace-word.ts'
import { setText, useSearchStore } from './store.ts'

/** How the words were understood: needs recognised, mistakes put right, words set aside. Silent when there is nothing to say. */
export const Reading = memo(({ lecture }: { readonly lecture: SearchResult['lecture'] }) => {
  const { besoins, corrections, ignores, lieu } = lecture
  const approximate = lieu?.approximatif === true
  if (besoins.length === 0 && corrections.length === 0 && ignores.length === 0 && !approximate) return null
  const write = (from: string, to: string) => setText(replaceWord(useSearchStore.getState().query.text, from, to))
  return (
    <div className="reading">
      <Icon name="info" size={16} />
      <p>
        {besoins.length > 0 && (
          <span>
            {t.understood}
            {'\u202f: '}
            {besoins.map(({ mots, thematiques }, index) => (
              <span key={mots}>
                {index > 0 && ', '}
                <b>{thematiques.map((value) => labelOf('thematiques', value)).join(' ou ')}</b>
              </span>
            ))}
            .
          </span>
        )}
        {corrections.map(({ de, vers }) => (
          <span key={de}>
            {t.corrected(de, vers)}{' '}
            <button type="button" className="reading-fix" onClick={() => write(de, vers)}>
              {t.write(vers)}
            </button>
          </span>
        ))}
        {approximate && <span>{t.placeApprox}</span>}
        {ignores.length > 0 && <span>{t.ignored(ignores)}.</span>}
      </p>
    </div>
  )
})
