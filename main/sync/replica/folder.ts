import { join } from 'node:path'
import { catalogueFileName, CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { Fs } from './fs.ts'

/** Files of a server in the catalogue folder: its epochs are 32 hexadecimal digits, so an import made on the desk is left alone. */
const SERVED = /^catalogue-[0-9a-f]{32}-\d+\.db(-wal|-shm|\.abime)?$/
export const PART = '.part'
export const STAGE = /^stage-[0-9a-f]{16}\.db$/
const SIDECARS = ['-wal', '-shm'] as const
const ABIME = '.abime'

export type CatalogueFolder = {
  readonly path: (name: string) => string
  /** In the folder of what is being made. */
  readonly temporary: (name: string) => string
  readonly pointer: () => CataloguePointer | null
  /**
   * Makes a finished file the current one: durable under a name that no file ever had here, then the pointer. Until the pointer
   * turns, the former one serves (sync.md §2.4).
   */
  readonly turnTo: (file: string, meta: Omit<CataloguePointer, 'file'>) => void
  /** Sets a damaged current file aside: there is no current one any more. */
  readonly quarantine: (name: string) => void
  /** Removes a file being made, with its log. */
  readonly discard: (name: string) => void
  readonly temporaries: () => readonly string[]
  /** Removes what nothing names, but what is being made and these. A file that is held stays until the next time. */
  readonly sweep: (kept?: readonly string[]) => void
}

export const openCatalogueFolder = (folder: string, fs: Fs, log: (message: string, error?: unknown) => void): CatalogueFolder => {
  const made = join(folder, 'tmp')
  const path = (name: string) => join(folder, name)
  const temporary = (name: string) => join(made, name)

  const readWhole = (file: string): string => {
    const bytes = new Uint8Array(fs.size(file) ?? 0)
    const handle = fs.open(file, 'read')
    try {
      return new TextDecoder().decode(bytes.subarray(0, handle.read(bytes, 0)))
    } finally {
      handle.close()
    }
  }

  const pointer = (): CataloguePointer | null => {
    if (fs.size(path(POINTER_FILE)) === null) return null
    try {
      return CataloguePointer.parse(JSON.parse(readWhole(path(POINTER_FILE))))
    } catch (error) {
      log('the catalogue pointer makes no sense', error)
      return null
    }
  }

  const tryRemove = (file: string): void => {
    try {
      fs.remove(file)
    } catch (error) {
      log('a file could not be removed yet', error)
    }
  }

  /** Names that only differ by zeros in front are the same number, and different files. */
  const freeName = (epoch: string, seq: number): string => {
    const taken = new Set(fs.list(folder).map((name) => name.replace(/(\.db).*$/, '$1')))
    let digits = String(seq)
    while (taken.has(`catalogue-${epoch}-${digits}.db`)) digits = `0${digits}`
    return catalogueFileName(epoch, seq).replace(/\d+\.db$/, `${digits}.db`)
  }

  const writePointer = (next: CataloguePointer): void => {
    const beside = path(`${POINTER_FILE}${PART}`)
    const handle = fs.open(beside, 'write')
    try {
      handle.write(new TextEncoder().encode(`${JSON.stringify(next, null, 2)}\n`))
      handle.sync()
    } finally {
      handle.close()
    }
    fs.rename(beside, path(POINTER_FILE))
    fs.syncFolder(folder)
  }

  const sweep = (kept: readonly string[] = []): void => {
    const current = pointer()?.file
    const keep = new Set([...kept, ...(current === undefined ? [] : [current])])
    for (const name of fs.list(folder)) {
      if (SERVED.test(name) && !keep.has(name.replace(/(\.db)(-wal|-shm)$/, '$1'))) tryRemove(path(name))
    }
    for (const name of fs.list(made)) {
      if (!name.endsWith(PART) && !STAGE.test(name.replace(/-(wal|shm)$/, ''))) tryRemove(temporary(name))
    }
  }

  return {
    path,
    temporary,
    pointer,
    turnTo: (file, meta) => {
      const name = freeName(meta.epoch, meta.seq)
      const previous = pointer()?.file
      const handle = fs.open(file, 'append')
      try {
        handle.sync()
      } finally {
        handle.close()
      }
      fs.rename(file, path(name))
      fs.syncFolder(folder)
      writePointer({ file: name, ...meta })
      // The former one is still open in the search, and may be being opened: it goes the next time.
      sweep(previous === undefined ? [] : [previous])
    },
    quarantine: (name) => {
      log('the catalogue is damaged: set aside')
      fs.remove(path(POINTER_FILE))
      fs.syncFolder(folder)
      try {
        fs.rename(path(name), path(`${name}${ABIME}`))
        for (const suffix of SIDECARS) fs.remove(path(`${name}${suffix}`))
      } catch (error) {
        log('the damaged catalogue is held open', error)
      }
    },
    discard: (name) => {
      for (const suffix of ['', ...SIDECARS]) tryRemove(temporary(`${name}${suffix}`))
    },
    temporaries: () => fs.list(made),
    sweep,
  }
}
