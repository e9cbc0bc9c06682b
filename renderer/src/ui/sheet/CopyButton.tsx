import { useEffect, useState } from 'react'
import { sheet } from '../../i18n/sheet.ts'
import { announce } from '../../lib/announce.ts'
import { showToast } from '../../lib/toasts.ts'
import { IconButton } from '../IconButton.tsx'

type Props = {
  readonly label: string
  readonly text: string
  readonly size?: 'm' | 's'
  readonly shortcut?: string
  readonly onCopied?: () => void
}

/** Copies a text and says so for two seconds: `<CopyButton label="Copier le lien" text={url} />` */
export const CopyButton = ({ label, text, size = 'm', onCopied }: Props) => {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
      announce(sheet.copie)
      onCopied?.()
    } catch {
      showToast({ tone: 'erreur', message: sheet.copieImpossible })
    }
  }
  return <IconButton label={done ? sheet.copie : label} icon={done ? 'check' : 'copy'} size={size} onPress={() => void copy()} />
}
