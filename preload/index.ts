import { contextBridge, ipcRenderer } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '#shared/channels.ts'
import type { BridgeEvent, Transport } from '#shared/rpc.ts'

// The page receives these two functions and nothing of Electron: not the sender, not the event object.
const transport: Transport = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  subscribe: (listener) => {
    const forward = (_: unknown, event: BridgeEvent) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward)
    }
  },
}

contextBridge.exposeInMainWorld('bridge', transport)
