import { create } from 'zustand'

/** The list of every key, over whatever screen. */
export const useKeysHelp = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))

export const showKeys = (): void => useKeysHelp.setState({ isOpen: true })
export const hideKeys = (): void => useKeysHelp.setState({ isOpen: false })
