import { useState } from 'react'
import type { Done, TablePreview, TableRead } from '#shared/contract/listing.ts'
import type { DoraError } from '#shared/errors.ts'
import { client } from '../../../lib/api.ts'
import { toBase64 } from '../../../lib/read-file.ts'
import type { Kind } from './targets.ts'

type Busy = 'lecture' | 'essai' | 'import' | null
export type Mapping = TableRead['correspondance']
type Asked = { readonly correspondance: Mapping; readonly publier: boolean }

/** The file being imported: read, tried, made. What is no longer true of what is chosen goes at once. */
export const useTable = ({ structureId, quoi }: { readonly structureId: string; readonly quoi: Kind }) => {
  const [file, setFile] = useState<{ readonly nom: string; readonly base64: string } | null>(null)
  const [read, setRead] = useState<TableRead | null>(null)
  const [preview, setPreview] = useState<TablePreview | null>(null)
  const [tried, setTried] = useState<Asked | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [busy, setBusy] = useState<Busy>(null)
  const [error, setError] = useState<{ readonly of: Exclude<Busy, null>; readonly error: DoraError } | null>(null)

  const forgetTrial = () => {
    setPreview(null)
    setTried(null)
    setDone(null)
    setError(null)
  }
  const forget = () => {
    forgetTrial()
    setFile(null)
    setRead(null)
  }
  const run = async <T>(what: Exclude<Busy, null>, asked: Promise<T>, then: (answer: T) => void) => {
    setBusy(what)
    setError(null)
    try {
      then(await asked)
    } catch (cause) {
      setError({ of: what, error: cause as DoraError })
    }
    setBusy(null)
  }
  const load = (nom: string, base64: string, feuille: string | null) =>
    run('lecture', client.call('tables.read', { quoi, nom, base64, feuille }), (answer) => {
      setFile({ nom, base64 })
      setRead(answer)
      forgetTrial()
    })
  const input = ({ correspondance, publier }: Asked) => ({
    id: read?.id ?? '',
    quoi,
    structureId,
    feuille: read?.feuille ?? null,
    correspondance,
    publier,
  })
  return {
    read,
    preview,
    done,
    busy,
    error,
    forget,
    forgetTrial,
    choose: async (chosen: File) => {
      forget()
      await run('lecture', chosen.arrayBuffer(), (buffer) => void load(chosen.name, toBase64(new Uint8Array(buffer)), null))
    },
    sheet: (feuille: string) => file !== null && void load(file.nom, file.base64, feuille),
    essay: (asked: Asked) =>
      run('essai', client.call('tables.preview', input(asked)), (answer) => {
        setPreview(answer)
        setTried(asked)
        setDone(null)
      }),
    make: () => tried !== null && run('import', client.call('tables.run', input(tried)), setDone),
  }
}

export type Table = ReturnType<typeof useTable>
