import { memo } from 'react'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { states as t } from '../../../i18n/territoire.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { StateShape } from './StateShape.tsx'

/** What the states mean and what to do of each: read without a pointer, by anybody. */
export const StatesHelp = memo(() => (
  <div className="board-help">
    <Disclosure title={t.help}>
      <p className="muted">{t.helpIntro}</p>
      <dl className="board-states">
        {ETATS_STRUCTURE.map((etat) => {
          const { nom, sens, agir } = ETAT_STRUCTURE_TEXT[etat]
          return (
            <div key={etat}>
              <dt>
                <StateShape etat={etat} />
                {nom}
              </dt>
              <dd>
                {sens} <span className="muted">{t.todo}</span> {agir}
              </dd>
            </div>
          )
        })}
      </dl>
    </Disclosure>
  </div>
))
