import { create } from 'zustand'

/** Words searched in the queue: kept while the window is open. */
export const useQueueWords = create<{ readonly words: string }>(() => ({ words: '' }))

export const setWords = (words: string): void => useQueueWords.setState({ words })
