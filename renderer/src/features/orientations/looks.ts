import type { OrientationLine } from '#shared/contract/orientation.ts'
import { isPostponed } from '#shared/orientation/standing.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { etatLabel, issueLabel, row } from '../../i18n/orientations.ts'

export type Tone = 'good' | 'neutral' | 'busy' | 'warn' | 'bad'
export type Look = { readonly tone: Tone; readonly icon: IconName; readonly label: string }

const LOOKS: Readonly<Record<OrientationLine['etat'], { readonly tone: Tone; readonly icon: IconName }>> = {
  MODÉRATION_EN_COURS: { tone: 'neutral', icon: 'shield' },
  MODÉRATION_REJETÉE: { tone: 'bad', icon: 'error' },
  OUVERTE: { tone: 'busy', icon: 'clock' },
  VALIDÉE: { tone: 'good', icon: 'check' },
  REFUSÉE: { tone: 'bad', icon: 'close' },
  EXPIRÉE: { tone: 'warn', icon: 'history' },
  ANNULÉE: { tone: 'neutral', icon: 'undo' },
}

type Shown = Pick<OrientationLine, 'sens' | 'etat' | 'retard' | 'issue' | 'echeance'>

/** The state of a request: a word, a drawing and a colour, which say the same. */
export const lookOf = (line: Shown): Look => {
  const { sens, etat, retard, issue } = line
  if (isPostponed(line)) return { tone: 'neutral', icon: 'clock', label: row.postponed }
  if (etat === 'OUVERTE' && retard) return { tone: 'warn', icon: 'warning', label: row.late }
  if (etat === 'OUVERTE' && sens === 'envoi') return { ...LOOKS[etat], label: row.waiting }
  if (issue === 'absente') return { tone: 'warn', icon: 'user', label: issueLabel(issue) }
  if (issue !== null) return { tone: 'good', icon: 'check', label: issueLabel(issue) }
  return { ...LOOKS[etat], label: etatLabel(sens, etat) }
}
