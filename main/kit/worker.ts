import { serveWorker } from '../worker/serve.ts'
import { handoutPdf } from '../handout/pdf.ts'
import { checklistPdf } from './checklist-pdf.ts'
import { lettersPdf } from './letters.ts'
import { presentationPdf } from './presentation.ts'
import type { KitWriter } from './writing.ts'

/** One document, then the thread ends: neither its length nor a bad image is the screens’ concern. */
const methods = {
  presentation: ({ facts, now }) => presentationPdf(facts, now),
  letters: ({ lettre, found, now }) => lettersPdf(lettre, found, now),
  checklist: ({ suivi, now }) => checklistPdf(suivi, now),
  handout: ({ facts, now }) => handoutPdf(facts, now),
} satisfies KitWriter

serveWorker(methods)
