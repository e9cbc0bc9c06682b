import { useRef, useState } from 'react'
import { DoraError } from '#shared/errors.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { partsOf, readFile, toBase64 } from '../../lib/read-file.ts'

export type Upload = {
  readonly key: number
  readonly nom: string
  readonly pour: string
  /** 0 to 1. */
  readonly progress: number
  /** Why it was refused or lost; null while it is on its way. */
  readonly error: string | null
}

const send = async (draftId: string, file: File, pour: string, already: number, onProgress: (progress: number) => void) => {
  const bytes = await readFile(file, already)
  const { uploadId } = await client.call('drafts.attachBegin', { draftId, nom: file.name, taille: bytes.length, pour })
  for (const part of partsOf(bytes)) {
    const { recu } = await client.call('drafts.attachPart', { uploadId, base64: toBase64(part) })
    onProgress(recu / bytes.length)
  }
  await client.call('drafts.attachEnd', { uploadId })
}

export type Uploads = ReturnType<typeof useUploads>

/** Files on their way to a draft. One goes after the other; a refused one says why until it is dismissed. */
export const useUploads = (draftId: string, attached: number) => {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const queue = useRef<Promise<void>>(Promise.resolve())
  const nextKey = useRef(1)
  const count = useRef(attached)
  count.current = attached

  const change = (key: number, patch: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...patch } : upload)))
  const drop = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key))

  const run = async (key: number, file: File, pour: string): Promise<void> => {
    try {
      await send(draftId, file, pour, count.current, (progress) => change(key, { progress }))
      drop(key)
      announce(draftsText.pieces.ajoute(file.name))
    } catch (error) {
      change(key, { error: error instanceof DoraError ? error.message : new DoraError('piece-incomplete').message })
    }
  }

  return {
    uploads,
    /** One is still on its way: what is sent now would leave without it. */
    busy: uploads.some(({ error }) => error === null),
    dismiss: drop,
    add: (files: readonly File[], pour: string): void => {
      for (const file of files) {
        const key = nextKey.current++
        setUploads((all) => [...all, { key, nom: file.name, pour, progress: 0, error: null }])
        queue.current = queue.current.then(() => run(key, file, pour))
      }
    },
  }
}
