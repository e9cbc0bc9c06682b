import type { Progress } from './run.ts'

const STEPS = {
  telechargement: 'Téléchargement',
  lecture: 'Lecture',
  index: 'Indexation',
  serveur: 'Écriture par le serveur',
} as const
const number = new Intl.NumberFormat('fr-FR')

const duration = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return '?'
  return seconds < 60
    ? `${Math.round(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`
}

/** One line on how far the import is: rows a second, share done, time left. `now` is in milliseconds. */
export const progressLine = (progress: Progress, since: number, now: number): string => {
  const seconds = Math.max(0.001, (now - since) / 1000)
  const share = progress.total === null || progress.total === 0 ? null : Math.min(1, progress.fait / progress.total)
  const parts = [
    `${STEPS[progress.etape]}${progress.fichier === '' ? '' : ` ${progress.rang}/${progress.fichiers} ${progress.fichier}`}`,
    share === null ? `${number.format(Math.round(progress.fait / 1e6))} Mo` : `${Math.floor(share * 100)} %`,
    ...(progress.etape === 'lecture' ? [`${number.format(progress.lignes)} lignes`] : []),
    ...(share === null || share < 0.01 ? [] : [`reste ${duration((seconds * (1 - share)) / share)}`]),
  ]
  return parts.join(' · ')
}

/** Shows the progress on standard error: one moving line on a terminal, a line every ten seconds in a log. */
export const progressPrinter = (
  stream: NodeJS.WriteStream,
): {
  readonly show: (progress: Progress) => void
  /** Rows handed to the server so far. */
  readonly handing: (done: number, total: number) => void
  readonly clear: () => void
} => {
  const every = stream.isTTY ? 200 : 10_000
  let step = ''
  let since = 0
  let shown = 0
  const show = (progress: Progress): void => {
    const now = performance.now()
    const current = `${progress.etape} ${progress.rang}`
    if (current !== step) {
      step = current
      since = now
      shown = stream.isTTY ? 0 : now
    }
    if (now - shown < every) return
    shown = now
    const line = progressLine(progress, since, now)
    stream.write(stream.isTTY ? `\r\u001b[2K${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`)
  }
  return {
    show,
    handing: (fait, total) => show({ etape: 'serveur', fichier: '', rang: 1, fichiers: 1, lignes: fait, fait, total }),
    clear: () => {
      if (stream.isTTY) stream.write('\r\u001b[2K')
    },
  }
}
