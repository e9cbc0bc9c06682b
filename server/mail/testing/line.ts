import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * The line between a sender and a mail server, that breaks where it is told: once the recipient is named (`recipient`), when the
 * content begins (`content`), at its end, which the server then never sees (`end`), or at the answer, which the sender never sees
 * though the server has the message (`answer`).
 */
export const CUTS = ['recipient', 'content', 'end', 'answer'] as const
export type Cut = (typeof CUTS)[number]

export type Line = {
  readonly port: number
  /** How often it broke. */
  readonly cuts: () => number
  readonly stop: () => Promise<void>
}

const END = '\r\n.\r\n'

/** @param cut null for a line that holds. @param onCut just before it breaks; waited for. @param times it breaks, then holds. */
export const startLine = async (
  to: number,
  cut: Cut | null,
  { onCut = async () => {}, times = 1 }: { readonly onCut?: () => Promise<void>; readonly times?: number } = {},
): Promise<Line> => {
  let cuts = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const mail = connect(to, '127.0.0.1')
    let [content, ended, tail] = [false, false, '']
    let broken = false
    const brk = async (): Promise<void> => {
      broken = true
      cuts += 1
      client.pause()
      mail.pause()
      await onCut()
      client.destroy()
      mail.destroy()
    }
    const reached = (here: Cut): boolean => here === cut && !broken && cuts < times
    for (const socket of [client, mail]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        if (!broken) for (const other of [client, mail]) other.destroy()
      })
    }
    client.on('data', (bytes: Buffer) => {
      if (broken) return
      const text = bytes.toString('latin1')
      if (!content && text.includes('RCPT TO') && reached('recipient')) return void brk()
      if (content && reached('content')) {
        // Its end may have come with it.
        mail.write(bytes.subarray(0, Math.max(0, bytes.length - END.length)))
        return void brk()
      }
      if (content) {
        tail = (tail + text).slice(-END.length)
        ended = tail === END
        if (ended && reached('end')) return void brk()
      }
      mail.write(bytes)
    })
    mail.on('data', (bytes: Buffer) => {
      if (broken) return
      if (ended && reached('answer')) return void brk()
      if (/(?:^|\n)354/.test(bytes.toString('latin1'))) [content, ended, tail] = [true, false, '']
      client.write(bytes)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
