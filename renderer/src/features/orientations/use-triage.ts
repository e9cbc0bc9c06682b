import type { Sens } from '#shared/contract/orientation.ts'
import type { Geste } from '#shared/orientation/life.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { ask } from './desk.ts'

type Triage = {
  readonly sens: Sens
  /** The request that the hand is on. */
  readonly at: string | null
  /** It is open already. */
  readonly isOpen: boolean
  readonly onMove: (by: number) => void
  readonly onOpen: (id: string, byKeyboard: boolean) => void
  readonly onSearch: () => void
}

/** J and K go along the list; a letter for each answer: E accepts, R refuses (or reminds), B « bien reçue », P « pas avant », M writes. */
export const useTriage = ({ sens, at, isOpen, onMove, onOpen, onSearch }: Triage): void => {
  const act = (geste: Geste) => () => {
    if (at === null) return
    if (!isOpen) onOpen(at, false)
    ask({ id: at, geste })
  }
  const received = (geste: Geste) => (sens === 'reception' ? act(geste) : () => false as const)
  useShortcut('j', () => onMove(1))
  useShortcut('k', () => onMove(-1))
  useShortcut('/', onSearch)
  useShortcut('r', act(sens === 'reception' ? 'refuser' : 'relancer'))
  useShortcut('e', received('accepter'))
  useShortcut('b', received('accuser'))
  useShortcut('p', received('reporter'))
  useShortcut('m', received('ecrire-prescripteur'))
}
