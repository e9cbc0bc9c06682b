import type { Langue } from '#shared/handout/handout.ts'
import './handout.css'

type Props = {
  /** French, then the other language after a line of dashes (shared/handout/message.ts). */
  readonly texte: string
  readonly langue: Langue | null
}

const BETWEEN = '\n\n— — —\n\n'
const RTL: ReadonlySet<Langue | null> = new Set(['ar', 'ps', 'fa'])

type Kind = 'need' | 'item' | 'line' | 'gap'
const read = (line: string): { readonly kind: Kind; readonly text: string } => {
  const need = /^== (.+) ==$/.exec(line)
  if (need?.[1] !== undefined) return { kind: 'need', text: need[1] }
  if (line.startsWith('- ')) return { kind: 'item', text: line.slice(2) }
  return { kind: line === '' ? 'gap' : 'line', text: line }
}

/** The sheet as words, each line in its own direction: what is read before it is printed. */
export const SheetText = ({ texte, langue }: Props) => (
  <>
    {texte.split(BETWEEN).map((side, index) => (
      <div
        key={index === 0 ? 'fr' : 'autre'}
        className="handout-side"
        lang={index === 0 ? 'fr' : (langue ?? 'fr')}
        dir={index === 1 && RTL.has(langue) ? 'rtl' : 'ltr'}
      >
        {side.split('\n').map((line, at) => {
          const { kind, text } = read(line)
          return (
            <p key={at} className={`handout-${kind}`} dir="auto">
              {text}
            </p>
          )
        })}
      </div>
    ))}
  </>
)
