import { useState, type KeyboardEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Settings } from '#shared/contract/app.ts'
import { SHORTCUTS } from '../../../i18n/app.ts'
import { keysText as t } from '../../../i18n/keys.ts'
import { announce } from '../../../lib/announce.ts'
import { moveKey, shownFor } from '../../../lib/keymap.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import './keys.css'

const isSingle = (key: string): boolean => /^[A-Z/]$/.test(key)

/** Every single key of the product, with all it does. */
const KEYS: readonly { readonly key: string; readonly does: readonly string[] }[] = [
  ...Map.groupBy(
    SHORTCUTS.flatMap(({ lines }) =>
      lines.flatMap(({ keys, does }) => keys.filter(isSingle).map((key) => ({ key: key.toLowerCase(), does }))),
    ),
    ({ key }) => key,
  ),
].map(([key, lines]) => ({ key, does: [...new Set(lines.map(({ does }) => does))] }))
const DEFAULTS = KEYS.map(({ key }) => key)

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

const KeyRow = ({ line, settings, set }: Props & { readonly line: (typeof KEYS)[number] }) => {
  const [waiting, setWaiting] = useState(false)
  const [problem, setProblem] = useState('')
  const shown = shownFor(line.key.toUpperCase(), settings.touches)
  const press = (event: KeyboardEvent) => {
    if (!waiting) return
    // Tab and Escape leave it as it was: nobody is kept in.
    if (event.key === 'Tab' || event.key === 'Escape') {
      setWaiting(false)
      if (event.key === 'Escape') event.preventDefault()
      return
    }
    if (event.key === 'Shift' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const moved = moveKey(settings.touches, line.key, event.key, DEFAULTS)
    if ('map' in moved) {
      set({ touches: { ...moved.map } })
      setProblem('')
      setWaiting(false)
      announce(t.moved(line.does[0] ?? '', event.key.toUpperCase()))
    } else {
      const message = moved.refused === 'prise' ? t.taken(event.key.toUpperCase()) : t.notAKey
      setProblem(message)
      announce(message)
    }
  }
  return (
    <li className="keys-row">
      <span>
        {line.does.join(' · ')}
        {problem !== '' && <span className="keys-problem">{problem}</span>}
      </span>
      <span onKeyDownCapture={press}>
        <AriaButton
          className="ui-button ui-button-secondary ui-button-s keys-button"
          aria-label={waiting ? t.waiting : t.change(line.does[0] ?? '', shown)}
          onPress={() => {
            setProblem('')
            setWaiting(true)
          }}
          onBlur={() => setWaiting(false)}
        >
          {waiting ? t.pressed : shown}
        </AriaButton>
      </span>
    </li>
  )
}

/** Each single key may be moved to another: a keyboard of another country, a hand, a screen reader’s own keys. */
export const KeysSection = ({ settings, set }: Props) => (
  <Disclosure title={t.title} level={3}>
    <p className="ui-description">{t.help}</p>
    <ul className="keys">
      {KEYS.map((line) => (
        <KeyRow key={line.key} line={line} settings={settings} set={set} />
      ))}
    </ul>
    <Button size="s" onPress={() => set({ touches: {} })} isDisabled={Object.keys(settings.touches).length === 0}>
      {t.reset}
    </Button>
  </Disclosure>
)
