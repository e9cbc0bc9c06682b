import { type ClipboardEvent, useId, useRef, useState } from 'react'
import { cleanMarkdown } from '#shared/listing/clean-text.ts'
import { markdownText as t } from '../i18n/markdown.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Markdown } from '../ui/sheet/Markdown.tsx'
import { TextField } from '../ui/TextField.tsx'
import { announce } from './announce.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { insertLink, type Replacement, toggleMark, togglePrefix } from './markdown-edit.ts'
import './MarkdownField.css'
import '../ui/sheet/sheet.css'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur?: () => void
  readonly description?: string
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly countTo?: number
  readonly rows?: number
}

const ACTS = {
  gras: (text: string, selection: { start: number; end: number }) => toggleMark(text, selection, '**', t.texte),
  italique: (text: string, selection: { start: number; end: number }) => toggleMark(text, selection, '*', t.texte),
  titre: (text: string, selection: { start: number; end: number }) => togglePrefix(text, selection, '## '),
  puces: (text: string, selection: { start: number; end: number }) => togglePrefix(text, selection, '* '),
  lien: (text: string, selection: { start: number; end: number }) => insertLink(text, selection, t.texteLien),
} as const
type Act = keyof typeof ACTS
const KEYS: Readonly<Record<string, Act>> = { b: 'gras', i: 'italique' }

/** Written as if it were typed, so that the field's own undo takes it back. */
const write = (field: HTMLTextAreaElement, { from, to, insert, select }: Replacement) => {
  field.focus()
  field.setSelectionRange(from, to)
  // The only way to write into a field that keeps its undo stack.
  document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)
  field.setSelectionRange(select.start, select.end)
}

/** A text in the little Markdown of descriptions: buttons, Ctrl+B and Ctrl+I, a preview; what is pasted comes clean. */
export const MarkdownField = (props: Props) => {
  const { label, value, onChange, isDisabled = false } = props
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const barId = useId()
  const [preview, setPreview] = useState(false)
  const act = (name: Act) => {
    const area = field.current
    if (area !== null) write(area, ACTS[name](area.value, { start: area.selectionStart ?? 0, end: area.selectionEnd ?? 0 }))
  }
  const paste = (event: ClipboardEvent) => {
    const area = field.current
    const html = event.clipboardData.getData('text/html')
    if (html === '' || area === null) return
    const text = htmlToMarkdown(html) || cleanMarkdown(event.clipboardData.getData('text/plain'))
    if (text === '') return
    event.preventDefault()
    const [from, to] = [area.selectionStart ?? 0, area.selectionEnd ?? 0]
    write(area, { from, to, insert: text, select: { start: from + text.length, end: from + text.length } })
    announce(t.colle)
  }
  return (
    <div className="markdown-field">
      <div className="markdown-bar" role="toolbar" aria-label={t.barre(label)} id={barId}>
        {!preview && (
          <>
            <IconButton
              label={t.gras}
              icon="bold"
              size="s"
              shortcut="Ctrl B"
              isDisabled={isDisabled}
              onPress={() => act('gras')}
            />
            <IconButton
              label={t.italique}
              icon="italic"
              size="s"
              shortcut="Ctrl I"
              isDisabled={isDisabled}
              onPress={() => act('italique')}
            />
            <IconButton label={t.titre} icon="heading" size="s" isDisabled={isDisabled} onPress={() => act('titre')} />
            <IconButton label={t.puces} icon="list" size="s" isDisabled={isDisabled} onPress={() => act('puces')} />
            <IconButton label={t.lien} icon="link" size="s" isDisabled={isDisabled} onPress={() => act('lien')} />
          </>
        )}
        <Button size="s" variant="quiet" onPress={() => setPreview(!preview)}>
          {preview ? t.modifier : t.apercu}
        </Button>
      </div>
      {preview ? (
        <div className="ui-field">
          <span className="ui-label">{label}</span>
          <div className="markdown-preview" role="group" aria-label={`${t.apercu}\u202f: ${label}`}>
            {value.trim() === '' ? <p className="muted">{t.vide}</p> : <Markdown source={value} />}
          </div>
        </div>
      ) : (
        <TextField
          label={label}
          value={value}
          onChange={onChange}
          multiline
          rows={props.rows ?? 8}
          inputRef={field}
          errorMessage={props.errorMessage}
          isRequired={props.isRequired ?? false}
          isDisabled={isDisabled}
          onPaste={paste}
          onKeyDown={(event) => {
            const name = KEYS[event.key.toLowerCase()]
            if (name === undefined || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
            event.preventDefault()
            act(name)
          }}
          {...(props.onBlur !== undefined && { onBlur: props.onBlur })}
          {...(props.description !== undefined && { description: props.description })}
          {...(props.countTo !== undefined && { countTo: props.countTo })}
        />
      )}
    </div>
  )
}
