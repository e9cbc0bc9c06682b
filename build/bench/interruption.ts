/** Ctrl-C, or the end of what started us: every child ends, and what was measured so far is still printed. */
export const interruption = new AbortController()

export const isInterrupted = (): boolean => interruption.signal.aborted

/** To call once, first. A second Ctrl-C does not wait for the table. */
export const listenForInterruption = (): void => {
  const stop = () => {
    if (isInterrupted()) process.exit(130)
    say('Interruption : ce qui est déjà mesuré suit.')
    interruption.abort()
  }
  let last = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // A terminal sends Ctrl-C to us and to the bootstrap, which passes it on: that is one Ctrl-C.
      const now = Date.now()
      if (now - last > 300) stop()
      last = now
    })
  process.on('disconnect', stop)
}

/** Progress goes to stderr: stdout is for the figures. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
